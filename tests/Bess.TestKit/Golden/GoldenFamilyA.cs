namespace Bess.TestKit.Golden;

/// <summary>Family A: the local agent's convex QP.</summary>
internal static class GoldenFamilyA
{
    public static GoldenProblem Build(GoldenData data)
    {
        int steps = data.Count("T");
        double dt = data.Number("dt");
        double pmax = data.Number("pmax");
        double lam = data.Number("lam");
        double rho = data.Number("rho");
        double wear = data.Number("c_deg");
        double[] z = data.Vector("z");
        var problem = new ProblemAssembler();
        int p = problem.AddVariables(steps, -pmax, pmax);
        int c = problem.AddVariables(steps, 0.0, pmax);
        int d = problem.AddVariables(steps, 0.0, pmax);
        int e = problem.AddVariables(steps, data.Number("e_min"), data.Number("e_max"));
        if (data.OptionalNumber("eT_min") is { } finalEnergy) problem.RaiseLower(e + steps - 1, finalEnergy);
        for (int t = 0; t < steps; t++)
        {
            problem.AddRow(0.0, 0.0, (p + t, 1.0), (d + t, -1.0), (c + t, 1.0));
            problem.AddCost(c + t, (1.0 + lam) * wear * dt);
            problem.AddCost(d + t, (1.0 + lam) * wear * dt);
            problem.AddCurvature(p + t, rho);
            problem.AddCost(p + t, -rho * z[t]);
            problem.Constant += 0.5 * rho * z[t] * z[t];
        }

        GoldenBattery.AddEnergyRows(problem, c, d, e, steps, dt, data.Number("eta_c"), data.Number("eta_d"), data.Number("e0"));
        double[][] price = data.Matrix("price");
        double[] probabilities = data.Probabilities(price.Length);
        int eta = GoldenBattery.AddCvarVariables(problem, probabilities, data.Number("alpha"), lam);
        for (int s = 0; s < price.Length; s++)
        {
            // u[s] + eta + revenue_s >= 0
            int row = problem.AddRow(0.0, double.PositiveInfinity, (eta + 1 + s, 1.0), (eta, 1.0));
            for (int t = 0; t < steps; t++)
            {
                problem.AddEntry(row, p + t, price[s][t] * dt);
                problem.AddCost(p + t, -probabilities[s] * price[s][t] * dt);
            }
        }

        return new GoldenProblem(problem.Build(), double.NaN, p, e);
    }
}

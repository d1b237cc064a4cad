namespace Bess.TestKit.Golden;

/// <summary>Family B: the centralised plant of N batteries (LP).</summary>
public static class GoldenFamilyB
{
    /// <summary>Builds the problem from the fields of a file.</summary>
    public static GoldenProblem Build(GoldenData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        int steps = data.Count("T");
        int batteries = data.Count("N");
        double dt = data.Number("dt");
        double penalty = data.Number("penalty");
        double[] committed = data.Vector("P");
        double[][] price = data.Matrix("price");
        var problem = new ProblemAssembler();
        var balance = new int[steps];
        int imbalance = problem.AddVariables(2 * steps, 0.0, double.PositiveInfinity);
        for (int t = 0; t < steps; t++)
        {
            balance[t] = problem.AddRow(committed[t], committed[t], (imbalance + t, 1.0), (imbalance + steps + t, -1.0));
            problem.AddCost(imbalance + t, penalty * dt);
            problem.AddCost(imbalance + steps + t, penalty * dt);
        }

        double[][] basis = data.Matrix("basis");
        for (int i = 0; i < batteries; i++) AddBattery(problem, data, i, price, basis[i], balance);
        return new GoldenProblem(problem.Build(), double.NaN, -1, -1);
    }

    private static void AddBattery(ProblemAssembler problem, GoldenData data, int i, double[][] price, double[] basis, int[] balance)
    {
        int steps = balance.Length;
        double dt = data.Number("dt");
        double Field(string name) => data.OptionalEntry(name, i) ?? throw new InvalidDataException($"{name}[{i}] is missing.");
        double pmax = Field("pmax");
        double lam = Field("lam");
        double wear = Field("c_deg");
        int p = problem.AddVariables(steps, -pmax, pmax);
        int c = problem.AddVariables(steps, 0.0, pmax);
        int d = problem.AddVariables(steps, 0.0, pmax);
        int e = problem.AddVariables(steps, Field("e_min"), Field("e_max"));
        if (data.OptionalEntry("eT_min", i) is { } finalEnergy) problem.RaiseLower(e + steps - 1, finalEnergy);
        for (int t = 0; t < steps; t++)
        {
            problem.AddRow(0.0, 0.0, (p + t, 1.0), (d + t, -1.0), (c + t, 1.0));
            problem.AddCost(c + t, (1.0 + lam) * wear * dt);
            problem.AddCost(d + t, (1.0 + lam) * wear * dt);
            problem.AddEntry(balance[t], p + t, 1.0);
        }

        GoldenBattery.AddEnergyRows(problem, c, d, e, steps, dt, Field("eta_c"), Field("eta_d"), Field("e0"));
        double[] probabilities = data.Probabilities(price.Length);
        int eta = GoldenBattery.AddCvarVariables(problem, probabilities, data.Number("alpha"), lam);
        for (int s = 0; s < price.Length; s++)
        {
            int row = problem.AddRow(0.0, double.PositiveInfinity, (eta + 1 + s, 1.0), (eta, 1.0));
            for (int t = 0; t < steps; t++)
            {
                double seen = (price[s][t] + basis[t]) * dt;
                problem.AddEntry(row, p + t, seen);
                problem.AddCost(p + t, -probabilities[s] * seen);
            }
        }
    }
}

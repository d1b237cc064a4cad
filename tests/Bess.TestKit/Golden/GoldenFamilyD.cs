namespace Bess.TestKit.Golden;

/// <summary>Family D: battery and PV behind one node (MILP); the binaries b[t] say that the battery may charge.</summary>
internal static class GoldenFamilyD
{
    public static GoldenProblem Build(GoldenData data)
    {
        int steps = data.Count("T");
        double dt = data.Number("dt");
        double pmax = data.Number("pmax");
        double wear = data.Number("c_deg");
        double fee = data.Number("grid_fee");
        double[] price = data.Vector("price");
        double[] pv = data.Vector("pv");
        double[] load = data.Vector("load");
        var problem = new ProblemAssembler();
        int c = problem.AddVariables(steps, 0.0, pmax);
        int d = problem.AddVariables(steps, 0.0, pmax);
        int e = problem.AddVariables(steps, data.Number("e_min"), data.Number("e_max"));
        if (data.OptionalNumber("eT_min") is { } finalEnergy) problem.RaiseLower(e + steps - 1, finalEnergy);
        int bought = problem.AddVariables(steps, 0.0, data.Number("imp_max"));
        int sold = problem.AddVariables(steps, 0.0, data.Number("exp_max"));
        var curtailed = new int[steps];
        for (int t = 0; t < steps; t++) curtailed[t] = problem.AddVariables(1, 0.0, pv[t]);
        int b = problem.AddVariables(steps, 0.0, 1.0);
        GoldenBattery.AddEnergyRows(problem, c, d, e, steps, dt, data.Number("eta_c"), data.Number("eta_d"), data.Number("e0"));
        for (int t = 0; t < steps; t++)
        {
            double net = load[t] - pv[t];
            problem.AddRow(
                net, net, (d + t, 1.0), (bought + t, 1.0), (curtailed[t], -1.0), (c + t, -1.0), (sold + t, -1.0));
            problem.AddRow(double.NegativeInfinity, 0.0, (c + t, 1.0), (b + t, -pmax));
            problem.AddRow(double.NegativeInfinity, pmax, (d + t, 1.0), (b + t, pmax));
            problem.AddCost(bought + t, dt * (price[t] + fee));
            problem.AddCost(sold + t, -dt * price[t]);
            problem.AddCost(c + t, dt * wear);
            problem.AddCost(d + t, dt * wear);
        }

        return new GoldenProblem(problem.Build(), double.NaN, -1, e) { IntegerColumns = [.. Enumerable.Range(b, steps)] };
    }
}

namespace Bess.TestKit.Golden;

/// <summary>Family C: two-stage day-ahead and real-time (LP).</summary>
internal static class GoldenFamilyC
{
    public static GoldenProblem Build(GoldenData data)
    {
        int steps = data.Count("T");
        double pmax = data.Number("pmax");
        double lam = data.Number("lam");
        double[][] dayAhead = data.Matrix("price_da");
        double[] probabilities = data.Probabilities(dayAhead.Length);
        var problem = new ProblemAssembler();
        int x = problem.AddVariables(steps, -pmax, pmax);
        int eta = GoldenBattery.AddCvarVariables(problem, probabilities, data.Number("alpha"), lam);
        double[][] realTime = data.Matrix("price_rt");
        for (int s = 0; s < dayAhead.Length; s++)
        {
            int risk = problem.AddRow(0.0, double.PositiveInfinity, (eta + 1 + s, 1.0), (eta, 1.0));
            AddScenario(problem, data, x, risk, probabilities[s], dayAhead[s], realTime[s]);
        }

        return new GoldenProblem(problem.Build(), double.NaN, x, -1);
    }

    private static void AddScenario(
        ProblemAssembler problem, GoldenData data, int x, int risk, double probability, double[] dayAhead, double[] realTime)
    {
        int steps = dayAhead.Length;
        double dt = data.Number("dt");
        double pmax = data.Number("pmax");
        double fee = data.Number("fee");
        double wear = data.Number("c_deg");
        int c = problem.AddVariables(steps, 0.0, pmax);
        int d = problem.AddVariables(steps, 0.0, pmax);
        int e = problem.AddVariables(steps, data.Number("e_min"), data.Number("e_max"));
        if (data.OptionalNumber("eT_min") is { } finalEnergy) problem.RaiseLower(e + steps - 1, finalEnergy);
        int up = problem.AddVariables(steps, 0.0, data.Number("r_max"));
        int dn = problem.AddVariables(steps, 0.0, data.Number("r_max"));

        // Each term of profit_s enters the objective with -prob and the row u + eta + profit_s >= 0.
        void AddProfit(int column, double value)
        {
            problem.AddCost(column, -probability * value * dt);
            problem.AddEntry(risk, column, value * dt);
        }

        for (int t = 0; t < steps; t++)
        {
            problem.AddRow(0.0, 0.0, (d + t, 1.0), (c + t, -1.0), (x + t, -1.0), (up + t, -1.0), (dn + t, 1.0));
            AddProfit(x + t, dayAhead[t]);
            AddProfit(up + t, realTime[t] - fee);
            AddProfit(dn + t, -realTime[t] - fee);
            AddProfit(c + t, -wear);
            AddProfit(d + t, -wear);
        }

        GoldenBattery.AddEnergyRows(problem, c, d, e, steps, dt, data.Number("eta_c"), data.Number("eta_d"), data.Number("e0"));
    }
}

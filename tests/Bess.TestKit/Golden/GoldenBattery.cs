namespace Bess.TestKit.Golden;

/// <summary>The common battery rows and CVaR rows of the golden families.</summary>
internal static class GoldenBattery
{
    /// <summary>Adds e[t] = e[t-1] + eta_c c[t] dt - d[t] dt / eta_d.</summary>
    public static void AddEnergyRows(
        ProblemAssembler problem, int charge, int discharge, int energy, int steps, double dt, double etaC, double etaD, double e0)
    {
        for (int t = 0; t < steps; t++)
        {
            double fixedEnergy = t == 0 ? e0 : 0.0;
            int row = problem.AddRow(
                fixedEnergy, fixedEnergy, (energy + t, 1.0), (charge + t, -etaC * dt), (discharge + t, dt / etaD));
            if (t > 0) problem.AddEntry(row, energy + t - 1, -1.0);
        }
    }

    /// <summary>Adds weight · (eta + (1/alpha) Σ prob u) with u ≥ 0; returns the index of eta, u follows it.</summary>
    public static int AddCvarVariables(ProblemAssembler problem, double[] probabilities, double alpha, double weight)
    {
        int eta = problem.AddVariables(1, double.NegativeInfinity, double.PositiveInfinity);
        int excess = problem.AddVariables(probabilities.Length, 0.0, double.PositiveInfinity);
        problem.AddCost(eta, weight);
        for (int s = 0; s < probabilities.Length; s++) problem.AddCost(excess + s, weight * probabilities[s] / alpha);
        return eta;
    }
}

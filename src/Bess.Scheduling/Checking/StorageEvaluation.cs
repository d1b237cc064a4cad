using Bess.Scheduling.Kernel;

namespace Bess.Scheduling.Checking;

/// <summary>Simulates and values an exclusive schedule (a step charges or discharges, never both) from its power alone.</summary>
public static class StorageEvaluation
{
    /// <summary>Stored energy after each step.</summary>
    /// <param name="model">The battery.</param>
    /// <param name="powerMw">p, MW, discharge positive, length T.</param>
    /// <returns>e, MWh, length T; not checked against any bound.</returns>
    /// <exception cref="ArgumentException">When the length is not T.</exception>
    public static double[] Simulate(StorageModel model, ReadOnlySpan<double> powerMw)
    {
        Check(model, powerMw);
        var energy = new double[model.Steps];
        var stored = model.InitialEnergyMwh;
        for (var t = 0; t < energy.Length; t++)
        {
            var p = powerMw[t];
            stored -= model.Prices.TimeStepHours * (p > 0 ? p / model.DischargeEfficiency : p * model.ChargeEfficiency);
            energy[t] = stored;
        }

        return energy;
    }

    /// <summary>The money of a schedule.</summary>
    /// <param name="model">The battery.</param>
    /// <param name="powerMw">p, MW, discharge positive, length T.</param>
    /// <returns>All parts and the agent's objective.</returns>
    /// <exception cref="ArgumentException">When the length is not T.</exception>
    public static StorageMoney Value(StorageModel model, ReadOnlySpan<double> powerMw)
    {
        var energy = Simulate(model, powerMw);
        var hours = model.Prices.TimeStepHours;
        var wear = 0.0;
        foreach (var p in powerMw)
            wear += model.DegradationPerMwh * hours * Math.Abs(p);
        var probabilities = model.Prices.Probabilities.Span;
        var losses = new double[probabilities.Length];
        var profit = 0.0;
        for (var s = 0; s < losses.Length; s++)
        {
            var revenue = 0.0;
            for (var t = 0; t < energy.Length; t++)
                revenue += hours * model.Prices.PricePerMwh(s, t) * powerMw[t];
            profit += probabilities[s] * (revenue - wear);
            losses[s] = model.BaselineProfit[s] - (revenue - wear);
        }

        var risk = TailMean(losses, probabilities, model.TailShare);
        var terminal = model.TerminalValuePerMwh * energy[^1];
        var window = model.SoftPricePerMwh * energy.Sum(e => Math.Max(0, model.SoftSign * (model.SoftBoundMwh - e)));
        var cost = -profit + (model.RiskWeight * risk) - terminal + window;
        return new StorageMoney(profit, risk, wear, terminal, window, cost);
    }

    /// <summary>CVaR by its minimisation formula (Rockafellar and Uryasev 2000, theorem 1): the best ζ is a quantile, hence one of the losses.</summary>
    private static double TailMean(double[] losses, ReadOnlySpan<double> probabilities, double tailShare)
    {
        var order = Enumerable.Range(0, losses.Length).OrderByDescending(s => losses[s]).ToArray();
        var mass = 0.0;
        var level = losses[order[^1]];
        foreach (var s in order)
        {
            mass += probabilities[s];
            if (mass >= tailShare)
            {
                level = losses[s];
                break;
            }
        }

        var excess = 0.0;
        for (var s = 0; s < losses.Length; s++)
            excess += probabilities[s] * Math.Max(0, losses[s] - level);
        return level + (excess / tailShare);
    }

    private static void Check(StorageModel model, ReadOnlySpan<double> powerMw)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (powerMw.Length != model.Steps)
            throw new ArgumentException($"Expected {model.Steps} powers, was {powerMw.Length}.", nameof(powerMw));
    }
}

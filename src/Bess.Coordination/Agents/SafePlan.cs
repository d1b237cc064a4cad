using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Agents;

/// <summary>A physically possible plan that needs no optimisation: what an agent offers before its first answer.</summary>
internal static class SafePlan
{
    /// <summary>Stays where it is as long as it can, and leaves just in time for the terminal energy; outside the window it heads back at full power.</summary>
    /// <param name="model">The battery.</param>
    /// <param name="energy">Receives the energy after each step, MWh.</param>
    public static void Fill(StorageModel model, double[] energy)
    {
        var hours = model.Prices.TimeStepHours;
        var steps = model.Steps;
        var (low, high) = Corridor(model);
        Walk(model, energy, low, high, hours, steps);
    }

    /// <summary>True when some path meets all limits of the model.</summary>
    public static bool IsReachable(StorageModel model)
    {
        var (low, high) = Corridor(model);
        var hours = model.Prices.TimeStepHours;
        var slack = 1e-9 * (1 + Math.Abs(model.InitialEnergyMwh));
        var (from, to) = (model.InitialEnergyMwh, model.InitialEnergyMwh);
        for (var t = 0; t < model.Steps; t++)
        {
            from = Math.Max(low[t], from - (model.DischargeLimitMw[t] * hours / model.DischargeEfficiency));
            to = Math.Min(high[t], to + (model.ChargeEfficiency * model.ChargeLimitMw[t] * hours));
            if (from > to + slack)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Energies from which everything later can still be met.</summary>
    private static (double[] Low, double[] High) Corridor(StorageModel model)
    {
        var hours = model.Prices.TimeStepHours;
        var steps = model.Steps;
        var low = new double[steps];
        var high = new double[steps];
        var (nextLow, nextHigh) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var t = steps - 1; t >= 0; t--)
        {
            // What is allowed now and still reaches all that must come later.
            low[t] = Math.Max(model.LowerEnergyMwh[t], nextLow);
            high[t] = Math.Min(model.UpperEnergyMwh[t], nextHigh);
            if (t == steps - 1 && model.TerminalEnergyMwh is { } terminal)
            {
                (low[t], high[t]) = (terminal, terminal);
            }

            nextLow = low[t] - (model.ChargeEfficiency * model.ChargeLimitMw[t] * hours);
            nextHigh = high[t] + (model.DischargeLimitMw[t] * hours / model.DischargeEfficiency);
        }

        return (low, high);
    }

    private static void Walk(StorageModel model, double[] energy, double[] low, double[] high, double hours, int steps)
    {
        var now = model.InitialEnergyMwh;
        for (var t = 0; t < steps; t++)
        {
            var wanted = model.SoftSign switch
            {
                > 0 => Math.Max(now, model.SoftBoundMwh),
                < 0 => Math.Min(now, model.SoftBoundMwh),
                _ => now,
            };
            var reachable = Math.Clamp(wanted, now - (model.DischargeLimitMw[t] * hours / model.DischargeEfficiency), now + (model.ChargeEfficiency * model.ChargeLimitMw[t] * hours));
            now = Math.Min(Math.Max(reachable, low[t]), high[t]);
            energy[t] = now;
        }
    }
}

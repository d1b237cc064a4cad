using System.Globalization;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Running;
using Bess.Domain.Assets;

namespace Bess.Backtesting.Ledger;

/// <summary>Runs the metered power of a ledger over the store: limits, window, and energy that follows from power, a day after the other.</summary>
/// <remarks>The store may lose up to what the real plant may lose beyond the plan, and no more; nor may it gain.</remarks>
internal sealed class LedgerPhysics(LedgerRun run)
{
    private const double Tolerance = 1e-6;

    private readonly RealPlant _real = new(run.Plant, run.Reality);
    private double _energyMwh = run.Plant.InitialEnergyMwh;

    public void Check(DayOutcome day, Dictionary<string, LedgerEntry> parts, List<LedgerFinding> findings)
    {
        var seq = parts[LedgerKind.Dispatch].Seq;
        var battery = run.Plant.Battery;
        if (HasShape(day, seq, findings))
        {
            Near(day.StartEnergyMwh, _energyMwh, seq, "data.startEnergyMwh", findings);
            for (var t = 0; t < day.Grid.Count; t++)
                CheckStep(day, t, t == 0 ? day.StartEnergyMwh : day.EnergyMwh[t - 1], battery, seq, findings);
            CheckCycles(day, battery, seq, findings);
        }

        _energyMwh = parts[LedgerKind.DayClosed].Data.Number("energyMwh");
        Near(_energyMwh, day.EnergyMwh.Length > 0 ? day.EnergyMwh[^1] : double.NaN, parts[LedgerKind.DayClosed].Seq, "data.energyMwh", findings);
    }

    private static bool HasShape(DayOutcome day, long seq, List<LedgerFinding> findings)
    {
        var before = findings.Count;
        foreach (var (name, values) in new[] { ("setpointMw", day.SetpointMw), ("meteredMw", day.MeteredMw), ("energyMwh", day.EnergyMwh) })
        {
            if (values.Length != day.Grid.Count || !Array.TrueForAll(values, double.IsFinite))
                findings.Add(new LedgerFinding(seq, $"data.{name}", $"{day.Grid.Count} finite numbers", $"{values.Length}"));
        }

        return findings.Count == before;
    }

    private void CheckStep(DayOutcome day, int t, double before, Battery battery, long seq, List<LedgerFinding> findings)
    {
        var (power, energy, hours) = (day.MeteredMw[t], day.EnergyMwh[t], day.Grid.StepHours);
        var (lossPerMwh, stored) = power > 0
            ? (_real.ExtraDischargeLoss, -power * hours / battery.DischargeEfficiency.Value)
            : (_real.ExtraChargeLoss, -power * hours * battery.ChargeEfficiency.Value);
        var most = (before * Math.Pow(1 - run.Plant.StandingLossPerHour, hours)) + stored;
        var lost = Math.Abs(power) * hours * lossPerMwh;
        foreach (var sale in day.Reserves)
        {
            var product = run.Terms.Products.First(one => one.Name == sale.Product);
            var (up, down) = (hours * sale.HeldMw[t] * product.ActivatedUpPerSoldMw, hours * sale.HeldMw[t] * product.ActivatedDownPerSoldMw);
            most += (down * battery.ChargeEfficiency.Value) - (up / battery.DischargeEfficiency.Value);
            lost += (down * _real.ExtraChargeLoss) + (up * _real.ExtraDischargeLoss);
            if (sale.HeldMw[t] < -Tolerance || sale.HeldMw[t] > sale.CapacityMw[t] + Tolerance)
                findings.Add(Finding(seq, $"data.heldMw {sale.Product} [{t}]", $"at most {Text(sale.CapacityMw[t])}", sale.HeldMw[t]));
        }

        var slack = Tolerance * (1 + battery.Capacity.Mwh);
        if (Math.Abs(energy - (most - lost)) > slack)
            findings.Add(Finding(seq, $"data.energyMwh[{t}]", Text(most - lost), energy));
        if (power > battery.DischargeLimit.Mw + slack || power < -battery.ChargeLimit.Mw - slack)
            findings.Add(Finding(seq, $"data.meteredMw[{t}]", $"in [{Text(-battery.ChargeLimit.Mw)}, {Text(battery.DischargeLimit.Mw)}]", power));
        if ((energy < battery.MinimumEnergy.Mwh - slack && power > Tolerance) || (energy > battery.MaximumEnergy.Mwh + slack && power < -Tolerance))
            findings.Add(Finding(seq, $"data.energyMwh[{t}]", $"in [{Text(battery.MinimumEnergy.Mwh)}, {Text(battery.MaximumEnergy.Mwh)}]", energy));
    }

    /// <summary>What was metered as discharge on a local day took no more out of the store than the cycle limit; activated reserve does not count.</summary>
    private void CheckCycles(DayOutcome day, Battery battery, long seq, List<LedgerFinding> findings)
    {
        if (run.Plant.CyclesPerDay is not { } cycles)
            return;
        var limit = cycles * (battery.MaximumEnergy.Mwh - battery.MinimumEnergy.Mwh);
        var taken = day.DischargedMwh / battery.DischargeEfficiency.Value;
        if (taken > limit + (Tolerance * (1 + battery.Capacity.Mwh)))
            findings.Add(Finding(seq, "data.meteredMw, discharge of the day out of the store", $"at most {Text(limit)} MWh, {Text(cycles)} cycles", taken));
    }

    private static void Near(double actual, double expected, long seq, string field, List<LedgerFinding> findings)
    {
        if (!(Math.Abs(actual - expected) <= Tolerance))
            findings.Add(Finding(seq, field, Text(expected), actual));
    }

    private static LedgerFinding Finding(long seq, string field, string expected, double actual) => new(seq, field, expected, Text(actual));

    private static string Text(double value) => value.ToString("G9", CultureInfo.InvariantCulture);
}

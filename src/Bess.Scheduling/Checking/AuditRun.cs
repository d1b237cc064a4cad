namespace Bess.Scheduling.Checking;

/// <summary>The rules of an audit other than reserves.</summary>
internal sealed class AuditRun(PlanClaim claim, double tolerance, List<AuditFinding> findings)
{
    private readonly double _hours = claim.Grid.StepHours;
    private readonly double _energySlack = tolerance * (1 + claim.Battery.Capacity.Mwh);
    private readonly double _powerSlack = tolerance * (1 + Math.Max(claim.Battery.ChargeLimit.Mw, claim.Battery.DischargeLimit.Mw));

    public bool HasShape()
    {
        Series(claim.PowerMw, "power");
        Series(claim.EnergyMwh, "energy");
        if (claim.DayAheadBlockSteps < 1)
            Add(AuditRule.Shape, -1, claim.DayAheadBlockSteps, 1, "day-ahead block");
        if (!double.IsFinite(claim.InitialEnergyMwh))
            Add(AuditRule.Shape, -1, claim.InitialEnergyMwh, 0, "start");
        foreach (var reserve in claim.Reserves)
            Series(reserve.SoldMw, reserve.Product.Name);
        foreach (var venue in claim.VenueMw)
            Series(venue, "venue");
        if (claim.DayAheadMw is { } sold)
            Series(sold, "day-ahead");
        if (claim.Connection is { } connection)
        {
            Series(connection.ImportMw, "import");
            Series(connection.ExportMw, "export");
            Series(connection.CurtailedMw, "curtailed");
            Series(connection.SolarMw, "solar");
            Series(connection.LoadMw, "load");
        }

        return findings.Count == 0;
    }

    public void CheckPhysics()
    {
        var battery = claim.Battery;
        var (lower, upper) = (Math.Min(claim.InitialEnergyMwh, battery.MinimumEnergy.Mwh), Math.Max(claim.InitialEnergyMwh, battery.MaximumEnergy.Mwh));
        if (claim.InitialEnergyMwh < -_energySlack || claim.InitialEnergyMwh > battery.Capacity.Mwh + _energySlack)
            Add(AuditRule.EnergyWindow, -1, claim.InitialEnergyMwh, battery.Capacity.Mwh, "start");
        var stored = claim.InitialEnergyMwh;
        for (var t = 0; t < claim.PowerMw.Count; t++)
        {
            var power = claim.PowerMw[t];
            if (power > battery.DischargeLimit.Mw + _powerSlack)
                Add(AuditRule.PowerLimit, t, power, battery.DischargeLimit.Mw, "discharge");
            if (power < -battery.ChargeLimit.Mw - _powerSlack)
                Add(AuditRule.PowerLimit, t, power, -battery.ChargeLimit.Mw, "charge");
            if (t > 0 && battery.RampLimit is { } ramp && Math.Abs(power - claim.PowerMw[t - 1]) > ramp.Mw + _powerSlack)
                Add(AuditRule.Ramp, t, power - claim.PowerMw[t - 1], ramp.Mw, "");
            stored = StoragePhysics.After(battery, stored, power, _hours, claim.StandingLossPerHour) + Activated(t);
            if (Math.Abs(stored - claim.EnergyMwh[t]) > _energySlack)
                Add(AuditRule.EnergyBalance, t, claim.EnergyMwh[t], stored, "stated energy");
            lower = claim.InitialEnergyMwh < battery.MinimumEnergy.Mwh ? lower * Math.Pow(1 - claim.StandingLossPerHour, _hours) : lower;
            if (stored < lower - _energySlack)
                Add(AuditRule.EnergyWindow, t, stored, lower, "floor");
            if (stored > upper + _energySlack)
                Add(AuditRule.EnergyWindow, t, stored, upper, "ceiling");
        }

        CheckCycles();
    }

    public void CheckEnd()
    {
        var stored = claim.EnergyMwh[^1];
        if (claim.EndFloorMwh is { } floor && stored < floor - _energySlack)
            Add(AuditRule.EndOfHorizon, claim.EnergyMwh.Count - 1, stored, floor, "floor");
        if (claim.EndFixedMwh is { } target && Math.Abs(stored - target) > _energySlack)
            Add(AuditRule.EndOfHorizon, claim.EnergyMwh.Count - 1, stored, target, "fixed");
    }

    public void CheckVenues()
    {
        for (var t = 0; claim.VenueMw.Count > 0 && t < claim.PowerMw.Count; t++)
        {
            double sum = 0, size = 0;
            foreach (var venue in claim.VenueMw)
                (sum, size) = (sum + venue[t], size + Math.Abs(venue[t]));
            if (Math.Abs(sum - claim.PowerMw[t]) > _powerSlack)
                Add(AuditRule.Venues, t, sum, claim.PowerMw[t], "sum");
            if (size - Math.Abs(sum) > 2 * _powerSlack)
                Add(AuditRule.Venues, t, size, Math.Abs(sum), "virtual position");
        }
    }

    public void CheckDayAhead()
    {
        if (claim.DayAheadMw is not { } sold)
            return;
        var battery = claim.Battery;
        var (lower, upper) = (Math.Min(claim.InitialEnergyMwh, battery.MinimumEnergy.Mwh), Math.Max(claim.InitialEnergyMwh, battery.MaximumEnergy.Mwh));
        var stored = claim.InitialEnergyMwh;
        for (var t = 0; t < sold.Count; t++)
        {
            if (sold[t] > battery.DischargeLimit.Mw + _powerSlack || sold[t] < -battery.ChargeLimit.Mw - _powerSlack)
                Add(AuditRule.DayAheadDelivery, t, sold[t], sold[t] > 0 ? battery.DischargeLimit.Mw : -battery.ChargeLimit.Mw, "power");
            if (t % claim.DayAheadBlockSteps != 0 && Math.Abs(sold[t] - sold[t - 1]) > _powerSlack)
                Add(AuditRule.DayAheadBlock, t, sold[t], sold[t - 1], "");
            stored = StoragePhysics.After(battery, stored, sold[t], _hours, claim.StandingLossPerHour);
            if (stored < lower - _energySlack || stored > upper + _energySlack)
                Add(AuditRule.DayAheadDelivery, t, stored, stored < lower ? lower : upper, "energy");
        }
    }

    public void CheckConnection()
    {
        if (claim.Connection is not { } node)
            return;
        for (var t = 0; t < claim.PowerMw.Count; t++)
        {
            double import = node.ImportMw[t], export = node.ExportMw[t], curtailed = node.CurtailedMw[t];
            var slack = tolerance * (1 + Math.Max(node.ImportLimitMw, node.ExportLimitMw));
            var balance = node.SolarMw[t] - curtailed + claim.PowerMw[t] + import - node.LoadMw[t] - export;
            if (Math.Abs(balance) > slack + _powerSlack)
                Add(AuditRule.NodalBalance, t, balance, 0, "");
            if (import < -slack || import > node.ImportLimitMw + slack)
                Add(AuditRule.Connection, t, import, node.ImportLimitMw, "import");
            if (export < -slack || export > node.ExportLimitMw + slack)
                Add(AuditRule.Connection, t, export, node.ExportLimitMw, "export");
            if (Math.Min(import, export) > 2 * slack)
                Add(AuditRule.Connection, t, Math.Min(import, export), 0, "both at once");
            if (curtailed < -slack || curtailed > node.SolarMw[t] + slack)
                Add(AuditRule.Curtailment, t, curtailed, node.SolarMw[t], "");
        }
    }

    private void CheckCycles()
    {
        if (claim.CyclesPerDay is not { } cycles)
            return;
        var battery = claim.Battery;
        var limit = cycles * (battery.MaximumEnergy.Mwh - battery.MinimumEnergy.Mwh);
        var day = Math.Max(1, (int)Math.Round(24 / _hours));
        for (var first = 0; first < claim.PowerMw.Count; first += day)
        {
            var taken = 0.0;
            for (var t = first; t < Math.Min(first + day, claim.PowerMw.Count); t++)
                taken += Math.Max(0, claim.PowerMw[t]) * _hours / battery.DischargeEfficiency.Value;
            if (taken > limit + _energySlack)
                Add(AuditRule.CycleLimit, first, taken, limit, "");
        }
    }

    private double Activated(int t)
    {
        var energy = 0.0;
        foreach (var reserve in claim.Reserves)
        {
            var sold = reserve.SoldMw[t] * _hours;
            energy += sold * reserve.Product.ActivatedDownPerSoldMw * claim.Battery.ChargeEfficiency.Value;
            energy -= sold * reserve.Product.ActivatedUpPerSoldMw / claim.Battery.DischargeEfficiency.Value;
        }

        return energy;
    }

    private void Series(IReadOnlyList<double> values, string name)
    {
        if (values.Count != claim.Grid.Count)
        {
            Add(AuditRule.Shape, -1, values.Count, claim.Grid.Count, name);
            return;
        }

        for (var t = 0; t < values.Count; t++)
        {
            if (!double.IsFinite(values[t]))
                Add(AuditRule.Shape, t, values[t], 0, name);
        }
    }

    private void Add(AuditRule rule, int step, double actual, double limit, string subject) =>
        findings.Add(new AuditFinding(rule, step, actual, limit, subject));
}

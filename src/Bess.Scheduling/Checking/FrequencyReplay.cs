namespace Bess.Scheduling.Checking;

/// <summary>Runs a plan sample by sample against a frequency trace: deviation → activation → power → state of charge.</summary>
/// <remarks>
/// The schedule's power is held and activation added on top; what the battery cannot do is missed, activation first. Products
/// without a frequency response are not called. Nothing manages energy in between, so a long trace is harder than the market.
/// </remarks>
public static class FrequencyReplay
{
    private const double PowerTolerance = 1e-9;

    /// <summary>Replays a trace over a plan, up to the end of the shorter one.</summary>
    /// <param name="claim">The plan; its stated energies are not used.</param>
    /// <param name="trace">The trace.</param>
    /// <returns>What was asked for, given and missed.</returns>
    /// <exception cref="ArgumentException">When the sample length is not above zero.</exception>
    public static ReplayReport Run(PlanClaim claim, FrequencyTrace trace)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(trace);
        if (!(trace.SampleSeconds > 0))
            throw new ArgumentException($"Expected a sample length > 0 s, was {trace.SampleSeconds}.", nameof(trace));
        var hours = trace.SampleSeconds / 3600;
        var stored = claim.InitialEnergyMwh;
        double up = 0, down = 0, missed = 0, lowest = stored, highest = stored;
        var failed = -1;
        for (var k = 0; k < trace.DeviationHz.Count; k++)
        {
            var step = (int)(((k + 0.5) * hours) / claim.Grid.StepHours);
            if (step >= claim.PowerMw.Count)
                break;
            var called = Called(claim, step, trace.DeviationHz[k]);
            var wanted = claim.PowerMw[step] + called;
            var given = StoragePhysics.Allowed(claim.Battery, stored, wanted, hours);
            var gap = Math.Min(Math.Abs(wanted - given), Math.Abs(called));
            if (gap > PowerTolerance * (1 + Math.Abs(wanted)))
            {
                missed += gap * hours;
                failed = failed < 0 ? step : failed;
            }

            up += Math.Max(0, called) * hours;
            down += Math.Max(0, -called) * hours;
            stored = StoragePhysics.After(claim.Battery, stored, given, hours, claim.StandingLossPerHour);
            (lowest, highest) = (Math.Min(lowest, stored), Math.Max(highest, stored));
        }

        return new ReplayReport(up, down, missed, lowest, highest, stored, failed);
    }

    private static double Called(PlanClaim claim, int step, double deviationHz)
    {
        var power = 0.0;
        foreach (var reserve in claim.Reserves)
        {
            if (reserve.Product.Response is { } response)
                power += reserve.SoldMw[step] * response.ActivationPerSoldMw(reserve.Product.Direction, deviationHz);
        }

        return power;
    }
}

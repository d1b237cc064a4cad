namespace Bess.Scheduling.Checking;

/// <summary>The referee of market plans: recomputes everything from powers, amounts and prices; shares no code with any formulation.</summary>
/// <remarks>
/// Net power is what a meter sees, so its exclusive simulation is the physics: a plan that charged and discharged at once betrays
/// itself by a stated energy below the simulated one. A start outside the window allows energies between it and the window. Reserve
/// rules: Svenska kraftnät, limited energy reservoirs; state of charge moves on a line within a step, so its ends are the extremes.
/// </remarks>
public static class PlanAudit
{
    /// <summary>Largest error that counts as rounding, relative to 1 + the size of what is compared (MW, MWh).</summary>
    public const double DefaultTolerance = 1e-5;

    /// <summary>Checks a plan.</summary>
    /// <param name="claim">The plan and its rules.</param>
    /// <param name="tolerance">Relative to 1 + size; default <see cref="DefaultTolerance"/>.</param>
    /// <returns>All breaches.</returns>
    public static AuditVerdict Check(PlanClaim claim, double tolerance = DefaultTolerance)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var findings = new List<AuditFinding>();
        var run = new AuditRun(claim, tolerance, findings);
        if (run.HasShape())
        {
            run.CheckPhysics();
            run.CheckEnd();
            new ReserveAudit(claim, tolerance, findings).Check();
            run.CheckVenues();
            run.CheckDayAhead();
            run.CheckConnection();
            new MoneyAudit(claim, tolerance, findings).Check();
        }

        return new AuditVerdict(findings);
    }

    /// <summary>Checks a plan and replays a frequency trace over it; reserve that is not delivered is a breach.</summary>
    /// <param name="claim">The plan and its rules.</param>
    /// <param name="trace">The trace; no longer at full deviation than the products must endure, or a good plan fails too.</param>
    /// <param name="tolerance">Relative to 1 + size; default <see cref="DefaultTolerance"/>.</param>
    /// <returns>All breaches.</returns>
    public static AuditVerdict Check(PlanClaim claim, FrequencyTrace trace, double tolerance = DefaultTolerance)
    {
        var verdict = Check(claim, tolerance);
        if (verdict.Breaks(AuditRule.Shape))
            return verdict;
        var replay = FrequencyReplay.Run(claim, trace);
        return replay.MissedMwh <= tolerance * (1 + claim.Battery.Capacity.Mwh)
            ? verdict
            : new AuditVerdict([.. verdict.Findings, new AuditFinding(AuditRule.Replay, replay.FirstMissedStep, replay.MissedMwh, 0, "frequency trace")]);
    }
}

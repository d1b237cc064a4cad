namespace Bess.Scheduling.Checking;

/// <summary>What a frequency trace did to a plan.</summary>
/// <param name="CalledUpMwh">Upward energy asked for at the connection point.</param>
/// <param name="CalledDownMwh">Downward energy asked for.</param>
/// <param name="MissedMwh">Energy asked for and not given, because power or store did not allow it.</param>
/// <param name="LowestMwh">Lowest stored energy.</param>
/// <param name="HighestMwh">Highest stored energy.</param>
/// <param name="EndMwh">Stored energy at the end of the trace.</param>
/// <param name="FirstMissedStep">Step of the plan in which delivery first failed, or −1.</param>
public sealed record ReplayReport(
    double CalledUpMwh, double CalledDownMwh, double MissedMwh, double LowestMwh, double HighestMwh, double EndMwh, int FirstMissedStep)
{
    /// <summary>Whether everything asked for was given, but for rounding.</summary>
    public bool IsDelivered => MissedMwh <= 1e-6 * (1 + CalledUpMwh + CalledDownMwh);
}

namespace Bess.Grains.Rounds;

/// <summary>How long rounds of this cluster wait for batteries.</summary>
public sealed class PatienceOptions
{
    /// <summary>Least time that an iteration waits before a slow battery is stood in for. Default 1 s; a round may set its own.</summary>
    public TimeSpan Late { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Time that a battery out of reach is waited for. Default 30 s: longer than it takes to find out that a silo has died.</summary>
    public TimeSpan Silent { get; set; } = TimeSpan.FromSeconds(30);
}

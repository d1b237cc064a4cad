namespace Bess.Grains.Batteries;

/// <summary>Makes batteries of this process slow. For drills: a host registers it only when it is told to.</summary>
public interface IAgentDelay
{
    /// <summary>Waits before a battery answers.</summary>
    /// <param name="battery">Key of the battery.</param>
    /// <returns>Ends at once for most.</returns>
    Task WaitAsync(string battery);
}

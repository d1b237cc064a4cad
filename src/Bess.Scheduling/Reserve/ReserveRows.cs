namespace Bess.Scheduling.Reserve;

/// <summary>Where the rows of reserves stand that belong to a step; −1 and empty without reserves.</summary>
internal sealed class ReserveRows
{
    /// <summary>p + Σ a↑ r ≤ D.</summary>
    public int Upward { get; set; } = -1;

    /// <summary>−p + Σ a↓ r ≤ C.</summary>
    public int Downward { get; set; } = -1;

    /// <summary>Energy kept at the states that the step's reserves must endure from.</summary>
    public List<int> Floors { get; } = [];

    /// <summary>Room kept there.</summary>
    public List<int> Ceilings { get; } = [];
}

namespace Bess.Optimization.Smoothing;

/// <summary>What a Newton step led to.</summary>
internal enum StepOutcome
{
    /// <summary>The point still moves.</summary>
    Moving = 0,

    /// <summary>A full step changed next to nothing.</summary>
    Settled = 1,

    /// <summary>The direction was not finite; the point is what it was.</summary>
    Lost = 2,
}

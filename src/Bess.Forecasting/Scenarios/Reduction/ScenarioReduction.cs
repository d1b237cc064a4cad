namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>Scenarios that stand for more.</summary>
/// <param name="Scenarios">The reduced set: some of the full one, each with the probability of those it stands for, moved as <see cref="ReductionOptions.Match"/> asks.</param>
/// <param name="Kept">Index in the full set of each that stayed, ascending.</param>
/// <param name="Representative">For each of the full set, the index in the reduced set of the one that stands for it.</param>
/// <param name="Distance">
/// Wasserstein distance of the order asked between the full and the reduced set, in the unit of the values: (Σ_i p_i min_j d(i, j)^r)^{1/r}, d the root mean
/// square difference of two paths. Exact where paths stay as drawn, as no weights on the kept paths come nearer (Dupačová, Gröwe-Kuska and Römisch 2003, theorem 2);
/// where moments were matched, that of giving each path to the one that stands for it: an upper bound.
/// </param>
/// <param name="OfSingle">The same distance to the best single scenario: what would be without any spread.</param>
/// <param name="Order">r.</param>
public sealed record ScenarioReduction(
    JointScenarios Scenarios, IReadOnlyList<int> Kept, IReadOnlyList<int> Representative, double Distance, double OfSingle, int Order);

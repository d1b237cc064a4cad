using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.Explaining;

/// <summary>The problem of a plan, freshly written.</summary>
/// <param name="Builder">Columns, rows and costs.</param>
/// <param name="Pairs">What must not be above zero at once.</param>
/// <param name="Point">The plan in it.</param>
internal sealed record ExplainedProgramme(ProblemBuilder Builder, IReadOnlyList<ExclusivePair> Pairs, PlanPoint Point);

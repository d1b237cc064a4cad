using Bess.Optimization.BranchAndBound;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Scheduling.Formulations;

/// <summary>Solves programmes of one shape again and again, with exclusive pairs; keeps the ordering of the last pattern.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ProgrammeSolver
{
    private const double OverlapTolerance = 1e-6;
    private const int RoundLimit = 12;

    private readonly InteriorPointSolver _solver = new();
    private QuadraticProblem? _pattern;
    private PreparedProblem? _prepared;

    public SolverOptions Options { get; init; } = new() { RecordIterations = false };

    /// <summary>Limits of the search of <see cref="ExclusivityMode.Exact"/>.</summary>
    public BranchAndBoundOptions Search { get; init; } = new();

    public ProgrammeAnswer Solve(
        ProblemBuilder builder, IReadOnlyList<ExclusivePair> pairs, ExclusivityMode exclusivity, IReadOnlyList<int>? binaries = null,
        CancellationToken cancellationToken = default)
    {
        var problem = builder.Build();
        var integers = binaries?.ToList() ?? [];
        if (integers.Count > 0)
            return Branch(builder, pairs, exclusivity, integers, double.NegativeInfinity, 0, [], cancellationToken);
        var relaxed = SolveLinear(problem, cancellationToken);
        var answer = new ProgrammeAnswer(
            relaxed.Status, relaxed.Primal, relaxed.PrimalObjective, relaxed.DualObjective, !Overlapping(relaxed.Primal, pairs).Any(), 1);
        if (!answer.HasPoint || answer.IsExclusive || exclusivity == ExclusivityMode.Relaxed)
            return answer;
        if (exclusivity == ExclusivityMode.Held && Hold(problem, pairs, answer, cancellationToken) is { IsExclusive: true } held)
            return held;

        // Holding is a guess and may leave nothing feasible; then the search decides, and without it the relaxation stands, marked.
        var found = Branch(
            builder, pairs, ExclusivityMode.Exact, integers, answer.LowerBound, 1, [.. Overlapping(relaxed.Primal, pairs)], cancellationToken);
        return found.HasPoint || exclusivity == ExclusivityMode.Exact ? found : answer;
    }

    private SolveResult SolveLinear(QuadraticProblem problem, CancellationToken cancellationToken)
    {
        if (_prepared is null || !SamePattern(_pattern!.Constraints, problem.Constraints))
        {
            (_pattern, _prepared) = (problem, InteriorPointSolver.Prepare(problem));
        }

        var result = _prepared!.Solve(problem, Options, cancellationToken);
        return result.Status is SolveStatus.Solved or SolveStatus.Cancelled ? result : Better(result, _solver.Solve(problem, Options, cancellationToken));
    }

    private static SolveResult Better(SolveResult first, SolveResult second) =>
        second.Status == SolveStatus.Solved || first.Status != SolveStatus.AlmostSolved ? second : first;

    private ProgrammeAnswer Hold(
        QuadraticProblem problem, IReadOnlyList<ExclusivePair> pairs, ProgrammeAnswer relaxed, CancellationToken cancellationToken)
    {
        var upper = problem.ColumnUpper.ToArray();
        var answer = relaxed;
        for (var round = 0; round < RoundLimit && !answer.IsExclusive; round++)
        {
            foreach (var k in Overlapping(answer.Primal, pairs))
            {
                var (first, second) = (pairs[k].First, pairs[k].Second);
                upper[answer.Primal[first] >= answer.Primal[second] ? second : first] = 0;
            }

            var next = SolveLinear(problem.With(columnUpper: upper), cancellationToken);
            if (next.Status is not (SolveStatus.Solved or SolveStatus.AlmostSolved))
                return answer with { Solves = answer.Solves + 1 };
            answer = answer with
            {
                Primal = next.Primal,
                Objective = next.PrimalObjective,
                IsExclusive = !Overlapping(next.Primal, pairs).Any(),
                Solves = answer.Solves + 1,
            };
        }

        return answer;
    }

    private ProgrammeAnswer Branch(
        ProblemBuilder builder, IReadOnlyList<ExclusivePair> pairs, ExclusivityMode exclusivity, List<int> integers, double bound, int solves,
        List<int> chosen, CancellationToken cancellationToken)
    {
        var decided = new HashSet<int>();
        if (exclusivity == ExclusivityMode.Exact)
            chosen.AddRange(Enumerable.Range(0, pairs.Count).Where(k => pairs[k].IsSuspect));
        while (true)
        {
            foreach (var k in chosen)
            {
                if (decided.Add(k))
                    integers.Add(AddBinary(builder, pairs[k]));
            }

            var found = new BranchAndBoundSolver().Solve(new MixedIntegerProblem(builder.Build(), integers), Search, null, cancellationToken);
            solves += found.Relaxations;
            if (found.Primal is null)
                return new ProgrammeAnswer(StatusOf(found.Status), [], double.PositiveInfinity, found.Bound, false, solves);
            chosen = exclusivity == ExclusivityMode.Relaxed ? [] : [.. Overlapping(found.Primal, pairs).Where(k => !decided.Contains(k))];
            if (chosen.Count > 0)
                continue;
            return new ProgrammeAnswer(
                SolveStatus.Solved, found.Primal, found.Objective, Math.Max(bound, found.Bound), !Overlapping(found.Primal, pairs).Any(), solves);
        }
    }

    private static SolveStatus StatusOf(BranchAndBoundStatus status) => status switch
    {
        BranchAndBoundStatus.Infeasible => SolveStatus.PrimalInfeasible,
        BranchAndBoundStatus.Unbounded => SolveStatus.DualInfeasible,
        BranchAndBoundStatus.TimeLimit => SolveStatus.TimeLimit,
        BranchAndBoundStatus.NodeLimit => SolveStatus.IterationLimit,
        BranchAndBoundStatus.Cancelled => SolveStatus.Cancelled,
        _ => SolveStatus.NumericalTrouble,
    };

    private static int AddBinary(ProblemBuilder builder, ExclusivePair pair)
    {
        var binary = builder.AddColumn(0, 1);
        var first = builder.AddRow(double.NegativeInfinity, 0);
        builder.AddEntry(first, pair.First, 1);
        builder.AddEntry(first, binary, -pair.FirstLimit);
        var second = builder.AddRow(double.NegativeInfinity, pair.SecondLimit);
        builder.AddEntry(second, pair.Second, 1);
        builder.AddEntry(second, binary, pair.SecondLimit);
        return binary;
    }

    private static IEnumerable<int> Overlapping(double[] primal, IReadOnlyList<ExclusivePair> pairs)
    {
        for (var k = 0; k < pairs.Count && primal.Length > 0; k++)
        {
            var pair = pairs[k];
            if (Math.Min(primal[pair.First], primal[pair.Second]) > OverlapTolerance * Math.Max(pair.FirstLimit, pair.SecondLimit))
                yield return k;
        }
    }

    private static bool SamePattern(SparseMatrix a, SparseMatrix b) =>
        a.RowCount == b.RowCount && a.ColumnPointers.SequenceEqual(b.ColumnPointers) && a.RowIndices.SequenceEqual(b.RowIndices);
}

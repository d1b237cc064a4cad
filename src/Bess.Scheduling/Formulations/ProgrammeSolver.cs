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
    private const double GoodGap = 1e-4;
    private const int RoundLimit = 12;
    private const int RoundsWithRepair = 1;
    private const int FallbackNodes = 5_000;
    private static readonly TimeSpan FallbackTime = TimeSpan.FromSeconds(20);

    private readonly InteriorPointSolver _solver = new();
    private QuadraticProblem? _pattern;
    private PreparedProblem? _prepared;

    public SolverOptions Options { get; init; } = new() { RecordIterations = false };

    /// <summary>Limits of the search of <see cref="ExclusivityMode.Exact"/>.</summary>
    public BranchAndBoundOptions Search { get; init; } = new();

    /// <summary>Solves a programme.</summary>
    /// <param name="builder">The programme; a search adds columns and rows to it.</param>
    /// <param name="pairs">What must not be above zero at once.</param>
    /// <param name="exclusivity">How that is kept.</param>
    /// <param name="binaries">Integer columns that the programme has anyway.</param>
    /// <param name="repair">
    /// Told of the problem and a point that is not exclusive; returns an exclusive one when it can make it so in part of the time of a
    /// whole solve, otherwise null. Used by <see cref="ExclusivityMode.Held"/>.
    /// </param>
    /// <param name="cancellationToken">Ends the run early.</param>
    public ProgrammeAnswer Solve(
        ProblemBuilder builder, IReadOnlyList<ExclusivePair> pairs, ExclusivityMode exclusivity, IReadOnlyList<int>? binaries = null,
        Func<QuadraticProblem, ProgrammeAnswer, ProgrammeAnswer?>? repair = null, CancellationToken cancellationToken = default)
    {
        var problem = builder.Build();
        var integers = binaries?.ToList() ?? [];
        if (integers.Count > 0)
            return Branch(builder, pairs, exclusivity, integers, double.NegativeInfinity, 0, [], Search, cancellationToken);
        var relaxed = SolveLinear(problem, cancellationToken);
        var answer = Describe(relaxed, pairs, relaxed.DualObjective, 1);
        if (!answer.HasPoint || answer.IsExclusive || exclusivity == ExclusivityMode.Relaxed)
            return answer;
        if (exclusivity == ExclusivityMode.Held && Hold(problem, pairs, answer, repair, cancellationToken) is { IsExclusive: true } held)
            return held;

        // Holding is a guess and may leave nothing feasible; then the search decides, and where that ends without a plan there is none.
        return Branch(
            builder, pairs, ExclusivityMode.Exact, integers, answer.LowerBound, 1, [.. Overlapping(relaxed.Primal, pairs)],
            exclusivity == ExclusivityMode.Held ? Limited(Search) : Search, cancellationToken);
    }

    /// <summary>Pairs of which both are above zero.</summary>
    public static IEnumerable<int> Overlapping(double[] primal, IReadOnlyList<ExclusivePair> pairs)
    {
        for (var k = 0; k < pairs.Count && primal.Length > 0; k++)
        {
            var pair = pairs[k];
            if (Math.Min(primal[pair.First], primal[pair.Second]) > OverlapTolerance * Math.Max(pair.FirstLimit, pair.SecondLimit))
                yield return k;
        }
    }

    private static ProgrammeAnswer Describe(SolveResult result, IReadOnlyList<ExclusivePair> pairs, double bound, int solves)
    {
        var isExclusive = !Overlapping(result.Primal, pairs).Any();
        var outcome = solves > 1 ? ExclusivityOutcome.Held : isExclusive ? ExclusivityOutcome.NeverBoth : ExclusivityOutcome.Relaxed;
        return new ProgrammeAnswer(result.Status, result.Primal, result.PrimalObjective, bound, isExclusive, solves)
        {
            RowDuals = result.RowDuals,
            Outcome = outcome,
        };
    }

    private static BranchAndBoundOptions Limited(BranchAndBoundOptions search) => search with
    {
        NodeLimit = Math.Min(search.NodeLimit, FallbackNodes),
        TimeLimit = search.TimeLimit == Timeout.InfiniteTimeSpan || search.TimeLimit > FallbackTime ? FallbackTime : search.TimeLimit,
    };

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

    /// <summary>Repairs what overlaps, or holds it to its net direction and solves again; the best exclusive point, or the last one.</summary>
    private ProgrammeAnswer Hold(
        QuadraticProblem problem, IReadOnlyList<ExclusivePair> pairs, ProgrammeAnswer relaxed,
        Func<QuadraticProblem, ProgrammeAnswer, ProgrammeAnswer?>? repair, CancellationToken cancellationToken)
    {
        var upper = problem.ColumnUpper.ToArray();
        var (answer, best) = (relaxed, repair?.Invoke(problem, relaxed));
        var size = GoodGap * Math.Max(1, Math.Abs(relaxed.LowerBound));
        for (var round = 1; round <= RoundLimit && !answer.IsExclusive && !(best?.Objective <= relaxed.LowerBound + size); round++)
        {
            if (best is not null && round > RoundsWithRepair)
                break;
            foreach (var k in Overlapping(answer.Primal, pairs))
            {
                var (first, second) = (pairs[k].First, pairs[k].Second);
                upper[answer.Primal[first] >= answer.Primal[second] ? second : first] = 0;
            }

            var next = SolveLinear(problem.With(columnUpper: upper), cancellationToken);
            var solves = Math.Max(answer.Solves, best?.Solves ?? 0) + 1;
            if (next.Status is not (SolveStatus.Solved or SolveStatus.AlmostSolved))
                return best is null ? answer with { Solves = solves } : best with { Solves = solves };
            answer = Describe(next, pairs, relaxed.LowerBound, solves);
            var made = answer.IsExclusive ? answer : repair?.Invoke(problem, answer);
            best = made is not null && !(made.Objective >= best?.Objective) ? made : best is null ? null : best with { Solves = solves };
        }

        return best ?? answer;
    }

    private static ProgrammeAnswer Branch(
        ProblemBuilder builder, IReadOnlyList<ExclusivePair> pairs, ExclusivityMode exclusivity, List<int> integers, double bound, int solves,
        List<int> chosen, BranchAndBoundOptions search, CancellationToken cancellationToken)
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

            var found = new BranchAndBoundSolver().Solve(new MixedIntegerProblem(builder.Build(), integers), search, null, cancellationToken);
            solves += found.Relaxations;
            var isOptimal = found.Status == BranchAndBoundStatus.Optimal;
            chosen = exclusivity == ExclusivityMode.Relaxed || found.Primal is null
                ? []
                : [.. Overlapping(found.Primal, pairs).Where(k => !decided.Contains(k))];
            if (chosen.Count > 0 && isOptimal)
                continue;
            if (found.Primal is null || chosen.Count > 0)
            {
                return new ProgrammeAnswer(StatusOf(found.Status), [], double.PositiveInfinity, Math.Max(bound, found.Bound), false, solves)
                {
                    Outcome = ExclusivityOutcome.NotReached,
                };
            }

            return new ProgrammeAnswer(
                isOptimal ? SolveStatus.Solved : SolveStatus.AlmostSolved, found.Primal, found.Objective, Math.Max(bound, found.Bound),
                !Overlapping(found.Primal, pairs).Any(), solves)
            {
                Outcome = exclusivity == ExclusivityMode.Relaxed ? ExclusivityOutcome.Relaxed
                    : isOptimal ? ExclusivityOutcome.Searched : ExclusivityOutcome.SearchEndedEarly,
            };
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

    private static bool SamePattern(SparseMatrix a, SparseMatrix b) =>
        a.RowCount == b.RowCount && a.ColumnPointers.SequenceEqual(b.ColumnPointers) && a.RowIndices.SequenceEqual(b.RowIndices);
}

using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Time;
using Bess.Optimization.BranchAndBound;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;
using Bess.Optimization.Smoothing;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;

namespace Bess.Scheduling.Programmes;

/// <summary>The problem of an agent that is more than a plain battery, as a linear programme with its power at the connection as columns.</summary>
/// <remarks>
/// Coordination needs nothing else of an agent: the smoothed answer of the programme, a bound, and in the end a plan with the agreed
/// power. A kind of agent is made by writing its columns and rows (<see cref="Append"/>) and reading a plan out of a solution
/// (<see cref="Describe"/>). Immutable and thread-safe.
/// </remarks>
public abstract class AgentProgramme
{
    private readonly Lazy<(SmoothedProgramme Smoothed, ProgrammeColumns Columns)> _form;

    private protected AgentProgramme(StoragePlant plant, TimeGrid grid)
    {
        Plant = plant;
        Grid = grid;
        _form = new(() =>
        {
            var builder = new ProblemBuilder();
            var columns = Append(builder);
            return (SmoothedProgramme.Create(builder.Build(), [.. Enumerable.Range(columns.Power, Grid.Count)]), columns);
        });
    }

    /// <summary>Identity: that of the battery.</summary>
    public AgentId Id => Plant.Battery.Id;

    /// <summary>The battery, its state and what is asked of it.</summary>
    public StoragePlant Plant { get; }

    /// <summary>The steps.</summary>
    public TimeGrid Grid { get; }

    /// <summary>Largest power at the connection, either way, MW.</summary>
    public abstract double PowerMw { get; }

    /// <summary>Largest price of energy, either sign, currency/MWh.</summary>
    public abstract double LargestPricePerMwh { get; }

    /// <summary>The relaxation, in the form that answers prices.</summary>
    public SmoothedProgramme Relaxation => _form.Value.Smoothed;

    private protected ProgrammeColumns Columns => _form.Value.Columns;

    /// <summary>The stored energy after each step in a solution of the relaxation.</summary>
    /// <param name="point">All columns.</param>
    /// <param name="energyMwh">Receives it, MWh, length T.</param>
    public void ReadEnergy(ReadOnlySpan<double> point, Span<double> energyMwh) => point.Slice(Columns.Energy, Grid.Count).CopyTo(energyMwh);

    /// <summary>How far a solution of the relaxation does two opposite things at once (charge and discharge, import and export).</summary>
    /// <param name="point">All columns.</param>
    /// <param name="overlapMw">Receives the smaller of the two, the largest of a step, MW, length T.</param>
    public void ReadOverlap(ReadOnlySpan<double> point, Span<double> overlapMw)
    {
        overlapMw.Clear();
        foreach (var (step, pair) in Columns.Pairs)
        {
            overlapMw[step] = Math.Max(overlapMw[step], Math.Min(point[pair.First], point[pair.Second]));
        }
    }

    /// <summary>What a relaxed point must give up to be a plan: one of two opposite directions, as an exclusive plan near its power would choose, and what bids exceed their size.</summary>
    /// <param name="point">The relaxed point; its power is the centre.</param>
    /// <param name="pricePerMw">Price of power, money per MW and step.</param>
    /// <param name="weight">ρ of the proximal term, money per MW².</param>
    /// <param name="leastOverlapMw">Overlap that counts.</param>
    /// <returns>Columns and the values to hold them at; empty when nothing must be held.</returns>
    public IReadOnlyList<(int Column, double Value)> Decide(double[] point, double[] pricePerMw, double weight, double leastOverlapMw)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(pricePerMw);
        var overlapping = Columns.Pairs.Where(p => Math.Min(point[p.Pair.First], point[p.Pair.Second]) > leastOverlapMw).ToArray();
        if (overlapping.Length == 0)
        {
            return Sizes(point);
        }

        var builder = new ProblemBuilder();
        var columns = Append(builder);
        for (var t = 0; t < Grid.Count; t++)
        {
            var column = columns.Power + t;
            builder.AddCost(column, pricePerMw[t] - (weight * point[column]));
            var row = builder.AddRow(0, 0);
            builder.AddEntry(row, column, 1);
            builder.AddEntry(row, builder.AddColumn(-PowerMw, PowerMw, 0, weight), -1);
        }

        var near = new ProgrammeSolver().Solve(builder, [.. columns.Pairs.Select(p => p.Pair)], ExclusivityMode.Held);
        var guide = near.HasPoint ? near.Primal : point;
        return [.. overlapping.Select(p => (guide[p.Pair.First] >= guide[p.Pair.Second] ? p.Pair.Second : p.Pair.First, 0.0)), .. Sizes(point)];
    }

    /// <summary>Lower bound of cost + price · power over exclusive plans, as far as a limited search closes it.</summary>
    /// <param name="pricePerMw">Price of power, money per MW and step.</param>
    /// <param name="nodeLimit">Nodes of the search, ≥ 1.</param>
    /// <returns>The bound; −∞ when the search found none.</returns>
    public double ExclusiveBound(double[] pricePerMw, int nodeLimit)
    {
        ArgumentNullException.ThrowIfNull(pricePerMw);
        var builder = new ProblemBuilder();
        var columns = Append(builder);
        for (var t = 0; t < Grid.Count; t++)
        {
            builder.AddCost(columns.Power + t, pricePerMw[t]);
        }

        var solver = new ProgrammeSolver { Search = new BranchAndBoundOptions { NodeLimit = nodeLimit } };
        var bound = solver.Solve(builder, [.. columns.Pairs.Select(p => p.Pair)], ExclusivityMode.Exact).LowerBound;
        return double.IsFinite(bound) ? bound : double.NegativeInfinity;
    }

    /// <summary>The best exclusive plan with a given power at the connection.</summary>
    /// <param name="connectionMw">The agreed power, MW, length T.</param>
    /// <param name="deviationPricePerMw">Price of missing it, money per MW and step; above every price of energy.</param>
    /// <param name="held">Columns held in the round, and their values.</param>
    /// <returns>The plan, or a fault when there is none at all.</returns>
    public Validated<AgentPlan> Plan(ReadOnlySpan<double> connectionMw, double deviationPricePerMw, IReadOnlyList<(int Column, double Value)> held)
    {
        ArgumentNullException.ThrowIfNull(held);
        var builder = new ProblemBuilder();
        var columns = Append(builder);
        for (var t = 0; t < Grid.Count; t++)
        {
            var row = builder.AddRow(connectionMw[t], connectionMw[t]);
            builder.AddEntry(row, columns.Power + t, 1);
            builder.AddEntry(row, builder.AddColumn(0, double.PositiveInfinity, deviationPricePerMw), -1);
            builder.AddEntry(row, builder.AddColumn(0, double.PositiveInfinity, deviationPricePerMw), 1);
        }

        foreach (var (column, value) in held)
        {
            builder.Fix(column, value);
        }

        var (solver, pairs) = (new ProgrammeSolver(), columns.Pairs.Select(p => p.Pair).ToArray());
        var answer = solver.Solve(builder, pairs, ExclusivityMode.Held);
        var sizes = answer.HasPoint ? Sizes(answer.Primal).Where(size => !held.Contains(size)).ToArray() : [];
        if (sizes.Length > 0)
        {
            // A round that ended early has not held the bids; less reserve is always deliverable.
            foreach (var (column, value) in sizes)
            {
                builder.Fix(column, value);
            }

            answer = solver.Solve(builder, pairs, ExclusivityMode.Held);
        }

        return answer.HasPoint
            ? Validated<AgentPlan>.FromValue(Describe(answer.Primal, Relaxation.Source.Evaluate(answer.Primal.AsSpan(0, Relaxation.Source.VariableCount))))
            : Validated<AgentPlan>.FromFault(new Fault(Id.Value, "plan", "a plan within all limits", $"none: {answer.Status}"));
    }

    /// <summary>Amounts that come in sizes, at the size below a point's; empty for a kind that has none.</summary>
    private protected virtual IReadOnlyList<(int Column, double Value)> Sizes(double[] point) => [];

    /// <summary>Appends the agent's columns and rows.</summary>
    private protected abstract ProgrammeColumns Append(ProblemBuilder builder);

    /// <summary>Reads a plan out of a solution.</summary>
    private protected abstract AgentPlan Describe(double[] point, double objective);

    internal ProgrammeColumns AppendTo(ProblemBuilder builder) => Append(builder);

    /// <summary>Faults of a programme that cannot take part: no point meets its rows, or none has room around it.</summary>
    private protected static Validated<T> Checked<T>(T programme)
        where T : AgentProgramme
    {
        var relaxation = programme.Relaxation;
        var found = relaxation.Fault;
        if (found is null)
        {
            var solved = new InteriorPointSolver().Solve(relaxation.Problem(new double[relaxation.Steps]));
            found = solved.Status is SolveStatus.Solved or SolveStatus.AlmostSolved ? null : $"none: {solved.Status}";
        }

        return found is null
            ? Validated<T>.FromValue(programme)
            : Validated<T>.FromFault(new Fault(programme.Id.Value, "programme", "a plan within all limits", found));
    }
}

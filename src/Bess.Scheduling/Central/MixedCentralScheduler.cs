using Bess.Optimization.Aladin;
using Bess.Optimization.Diagnostics;
using Bess.Optimization.Problems;
using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.Central;

/// <summary>The answer of the central problem of mixed agents.</summary>
/// <param name="Status">How the solver ended.</param>
/// <param name="Check">Whether the separate check of the optimality conditions accepts the answer.</param>
/// <param name="Objective">Σ of the agents' costs plus the price of leaving the bands, money.</param>
/// <param name="PowerMw">Power at the connection [agent][step], MW.</param>
/// <param name="Multipliers">y, length K·T, money per MW; in the sign of <see cref="CentralPlan.Multipliers"/>.</param>
/// <param name="OverlapMw">Largest power that an agent moves two opposite ways at once [agent], MW.</param>
public sealed record MixedCentralPlan(
    SolveStatus Status, KktReport Check, double Objective, double[][] PowerMw, double[] Multipliers, double[] OverlapMw);

/// <summary>Plain batteries and programmes with their coupling in one linear programme: the reference of a round with other agents.</summary>
/// <remarks>As <see cref="CentralScheduler"/>, whose rows it has; a relaxation, as the agents' own.</remarks>
public static class MixedCentralScheduler
{
    /// <summary>Builds and solves the problem, and checks the answer by the optimality conditions alone.</summary>
    /// <param name="agents">At least one, of one horizon.</param>
    /// <param name="coupling">The bands; row k·T + t, prices in money per MW.</param>
    /// <param name="solver">Any solver.</param>
    /// <param name="options">Its settings; null for defaults.</param>
    /// <param name="cancellationToken">Cancels; the status says so.</param>
    /// <returns>The plan, whatever the status.</returns>
    /// <exception cref="ArgumentException">When lengths or indices do not fit.</exception>
    public static MixedCentralPlan Solve(
        IReadOnlyList<CentralAgent> agents, CouplingSet coupling, IQuadraticSolver solver, SolverOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(solver);
        Check(agents, coupling);
        var builder = new ProblemBuilder();
        var places = new List<(int Power, (int First, int Second)[] Pairs)>();
        foreach (var agent in agents)
            places.Add(Append(builder, agent));
        var first = builder.Rows;
        for (var row = 0; row < coupling.Rows; row++)
        {
            builder.AddRow(coupling.Lower[row], coupling.Upper[row]);
            builder.AddEntry(first + row, builder.AddColumn(0, double.PositiveInfinity, coupling.SurplusPrice[row]), -1);
            builder.AddEntry(first + row, builder.AddColumn(0, double.PositiveInfinity, coupling.ShortfallPrice[row]), 1);
        }

        for (var i = 0; i < agents.Count; i++)
        {
            foreach (var k in agents[i].Constraints)
            {
                for (var t = 0; t < coupling.Steps; t++)
                    builder.AddEntry(first + (k * coupling.Steps) + t, places[i].Power + t, 1);
            }
        }

        var problem = builder.Build();
        var result = solver.Solve(problem, options, cancellationToken);
        var x = result.Primal;
        return new MixedCentralPlan(
            result.Status,
            KktCheck.Check(problem, result),
            result.PrimalObjective,
            [.. places.Select(place => x[place.Power..(place.Power + coupling.Steps)])],
            [.. Enumerable.Range(first, coupling.Rows).Select(row => -result.RowDuals[row])],
            [.. places.Select(place => place.Pairs.Max(pair => Math.Min(x[pair.First], x[pair.Second])))]);
    }

    private static (int Power, (int First, int Second)[] Pairs) Append(ProblemBuilder builder, CentralAgent agent)
    {
        if (agent.Programme is { } programme)
        {
            var own = programme.AppendTo(builder);
            return (own.Power, [.. own.Pairs.Select(p => (p.Pair.First, p.Pair.Second))]);
        }

        var columns = BatteryFormulation.Append(builder, agent.Model!, new FormulationOptions());
        return (columns.Power, [.. Enumerable.Range(0, agent.Steps).Select(t => (columns.Charge + t, columns.Discharge + t))]);
    }

    private static void Check(IReadOnlyList<CentralAgent> agents, CouplingSet coupling)
    {
        ArgumentNullException.ThrowIfNull(agents);
        ArgumentNullException.ThrowIfNull(coupling);
        if (agents.Count == 0)
            throw new ArgumentException("Expected at least one agent, was none.", nameof(agents));
        for (var i = 0; i < agents.Count; i++)
        {
            if (agents[i].Steps != coupling.Steps)
                throw new ArgumentException($"Agent {i}: expected {coupling.Steps} steps, was {agents[i].Steps}.", nameof(agents));
            foreach (var k in agents[i].Constraints)
            {
                if ((uint)k >= (uint)coupling.Constraints)
                    throw new ArgumentException($"Agent {i}: expected constraints 0 … {coupling.Constraints - 1}, was {k}.", nameof(agents));
            }
        }
    }
}

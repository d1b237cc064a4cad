using Bess.Optimization.Aladin;
using Bess.Optimization.Diagnostics;
using Bess.Optimization.Problems;
using Bess.Scheduling.Exclusivity;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Kernel;

namespace Bess.Scheduling.Central;

/// <summary>All batteries and their coupling in one linear programme: the reference for everything that decomposes it.</summary>
/// <remarks>
/// <code>min Σ_i f_i(p_i) + Σ_r κ⁺_r e⁺_r + κ⁻_r e⁻_r   s.t.   lower_r ≤ Σ_{i ∈ r} p_i − e⁺_r + e⁻_r ≤ upper_r,   e⁺, e⁻ ≥ 0</code>
/// It may charge and discharge at once where prices are negative, exactly as the agents' relaxations do, unless modes forbid it.
/// </remarks>
public static class CentralScheduler
{
    /// <summary>Builds the problem.</summary>
    /// <param name="models">The batteries, at least one, of one horizon; each has its own prices.</param>
    /// <param name="coupling">The bands; row k·T + t, prices in money per MW.</param>
    /// <param name="memberships">For each battery the constraints it takes part in, 0 … K − 1.</param>
    /// <param name="modes">Branch decisions per battery and step; null for none.</param>
    /// <returns>The problem, the columns of each battery, and the first coupling row.</returns>
    /// <exception cref="ArgumentException">When lengths or indices do not fit.</exception>
    public static (QuadraticProblem Problem, IReadOnlyList<BatteryColumns> Columns, int FirstRow) Build(
        IReadOnlyList<StorageModel> models,
        CouplingSet coupling,
        IReadOnlyList<IReadOnlyList<int>> memberships,
        IReadOnlyList<IReadOnlyList<StepMode>>? modes = null)
    {
        Check(models, coupling, memberships, modes);
        var builder = new ProblemBuilder();
        var columns = new List<BatteryColumns>();
        for (var i = 0; i < models.Count; i++)
            columns.Add(BatteryFormulation.Append(builder, models[i], new FormulationOptions { Modes = modes?[i] ?? [] }));
        var first = builder.Rows;
        for (var row = 0; row < coupling.Rows; row++)
        {
            builder.AddRow(coupling.Lower[row], coupling.Upper[row]);
            builder.AddEntry(first + row, builder.AddColumn(0, double.PositiveInfinity, coupling.SurplusPrice[row]), -1);
            builder.AddEntry(first + row, builder.AddColumn(0, double.PositiveInfinity, coupling.ShortfallPrice[row]), 1);
        }

        for (var i = 0; i < models.Count; i++)
        {
            foreach (var k in memberships[i])
            {
                for (var t = 0; t < coupling.Steps; t++)
                    builder.AddEntry(first + (k * coupling.Steps) + t, columns[i].Power + t, 1);
            }
        }

        return (builder.Build(), columns, first);
    }

    /// <summary>Builds and solves the problem, and checks the answer by the optimality conditions alone.</summary>
    /// <param name="models">The batteries, at least one, of one horizon.</param>
    /// <param name="coupling">The bands.</param>
    /// <param name="memberships">For each battery the constraints it takes part in.</param>
    /// <param name="solver">Any solver.</param>
    /// <param name="options">Its settings; null for defaults.</param>
    /// <param name="modes">Branch decisions per battery and step; null for none.</param>
    /// <param name="cancellationToken">Cancels; the status says so.</param>
    /// <returns>The plan, whatever the status.</returns>
    public static CentralPlan Solve(
        IReadOnlyList<StorageModel> models,
        CouplingSet coupling,
        IReadOnlyList<IReadOnlyList<int>> memberships,
        IQuadraticSolver solver,
        SolverOptions? options = null,
        IReadOnlyList<IReadOnlyList<StepMode>>? modes = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(solver);
        var (problem, columns, firstRow) = Build(models, coupling, memberships, modes);
        var result = solver.Solve(problem, options, cancellationToken);
        var x = result.Primal;
        double[] Series(int first, int steps) => first < 0 ? new double[steps] : x[first..(first + steps)];
        var power = columns.Select(c => Series(c.Power, coupling.Steps)).ToArray();
        return new CentralPlan
        {
            Status = result.Status,
            Check = KktCheck.Check(problem, result),
            Objective = result.PrimalObjective,
            DualObjective = result.DualObjective,
            AgentCost = [.. columns.Select((c, i) => CostOf(problem, x, c.Charge, i + 1 < columns.Count ? columns[i + 1].Charge : CouplingColumn(problem, coupling)))],
            PowerMw = power,
            EnergyMwh = [.. columns.Select(c => Series(c.Energy, coupling.Steps))],
            OverlapMw = [.. columns.Select(c => Series(c.Charge, coupling.Steps).Zip(Series(c.Discharge, coupling.Steps), Math.Min).ToArray())],
            Multipliers = [.. Enumerable.Range(firstRow, coupling.Rows).Select(row => -result.RowDuals[row])],
            SumsMw = Sums(power, coupling, memberships),
            Rows = problem.RowCount,
            Columns = problem.VariableCount,
            Iterations = result.Report.Iterations,
        };
    }

    private static int CouplingColumn(QuadraticProblem problem, CouplingSet coupling) => problem.VariableCount - (2 * coupling.Rows);

    /// <summary>A battery's columns are consecutive, so its cost is a partial sum of the objective.</summary>
    private static double CostOf(QuadraticProblem problem, double[] x, int from, int to)
    {
        var cost = 0.0;
        for (var j = from; j < to; j++)
            cost += problem.Linear[j] * x[j];
        return cost;
    }

    private static double[] Sums(double[][] power, CouplingSet coupling, IReadOnlyList<IReadOnlyList<int>> memberships)
    {
        var sums = new double[coupling.Rows];
        for (var i = 0; i < power.Length; i++)
        {
            foreach (var k in memberships[i])
            {
                for (var t = 0; t < coupling.Steps; t++)
                    sums[(k * coupling.Steps) + t] += power[i][t];
            }
        }

        return sums;
    }

    private static void Check(
        IReadOnlyList<StorageModel> models, CouplingSet coupling, IReadOnlyList<IReadOnlyList<int>> memberships,
        IReadOnlyList<IReadOnlyList<StepMode>>? modes)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(coupling);
        ArgumentNullException.ThrowIfNull(memberships);
        if (models.Count == 0 || memberships.Count != models.Count || (modes is not null && modes.Count != models.Count))
        {
            throw new ArgumentException(
                $"Expected as many memberships (and modes) as batteries (at least one), was {memberships.Count} for {models.Count}.", nameof(memberships));
        }

        for (var i = 0; i < models.Count; i++)
        {
            if (models[i].Steps != coupling.Steps)
                throw new ArgumentException($"Battery {i}: expected {coupling.Steps} steps, was {models[i].Steps}.", nameof(models));
            foreach (var k in memberships[i])
            {
                if ((uint)k >= (uint)coupling.Constraints)
                    throw new ArgumentException($"Battery {i}: expected constraints 0 … {coupling.Constraints - 1}, was {k}.", nameof(memberships));
            }
        }
    }
}

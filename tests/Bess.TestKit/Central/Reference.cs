using Bess.Optimization.Diagnostics;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Kernel;

namespace Bess.TestKit.Central;

/// <summary>Optimal values by the general solver, each accepted by the separate check of the optimality conditions or refused.</summary>
public static class Reference
{
    public static readonly SolverOptions Tight = new() { FeasibilityTolerance = 1e-10, GapTolerance = 1e-10, RecordIterations = false };

    public static SolveResult Solve(QuadraticProblem problem, SolverOptions? options = null)
    {
        var result = new InteriorPointSolver().Solve(problem, options ?? Tight);
        var report = KktCheck.Check(problem, result, 1e-7);
        if (result.Status is not (SolveStatus.Solved or SolveStatus.AlmostSolved) || !report.IsAccepted)
            throw new InvalidOperationException($"No reference: {result.Status}, {string.Join("; ", report.Faults)}");
        return result;
    }

    /// <summary>Optimum of a battery's relaxation plus what the options add.</summary>
    public static (double Objective, double[] PowerMw, double[] EnergyMwh) Optimum(StorageModel model, FormulationOptions? options = null)
    {
        var (problem, columns) = BatteryFormulation.Build(model, options);
        var result = Solve(problem);
        return (result.PrimalObjective, result.Primal[columns.Power..(columns.Power + model.Steps)], result.Primal[columns.Energy..(columns.Energy + model.Steps)]);
    }

    /// <summary>A size of money for relative comparisons: the gross turnover per unit of price, at least 1e-9.</summary>
    public static double Turnover(StorageModel model)
    {
        var sum = 1e-9;
        for (var t = 0; t < model.Steps; t++)
            sum += model.Prices.TimeStepHours * Math.Abs(model.Prices.PricePerMwh(0, t)) * (model.ChargeLimitMw[t] + model.DischargeLimitMw[t]);
        return sum;
    }
}

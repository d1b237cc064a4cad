using Bess.Optimization.Diagnostics;
using Bess.Optimization.InteriorPoint;
using Bess.Optimization.Problems;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Kernel;

namespace Bess.Scheduling.Exclusivity;

/// <summary>Solves the relaxations of a search: by the kernel, or by the general solver with exclusivity rows where those make the bound tight.</summary>
internal sealed class NodeRelaxation(NodeProblem problem)
{
    private const double KernelTolerance = 1e-9;

    /// <summary>Ramps that the kernel may miss, as a share of the power limit, before the general solver is asked.</summary>
    private const double RampSlack = 1e-7;

    private static readonly SolverOptions General = new() { FeasibilityTolerance = 1e-9, GapTolerance = 1e-9, RecordIterations = false };

    private readonly StorageKernel _kernel = new();
    private readonly StorageResponse _response = new(problem.Model.Steps);

    /// <summary>The plain relaxation by the kernel; the general solver answers where the kernel does not settle.</summary>
    public NodeAnswer Plain(StepMode[] modes)
    {
        if (!IsReachable(modes))
            return NodeAnswer.Infeasible;
        var model = problem.Restricted(modes);
        var settled = _kernel.Minimise(
            model, new StorageState(model), problem.PricePerMw, problem.ProximalWeight, problem.ProximalCenterMw, KernelTolerance, _response);
        if (!settled || !KeepsRamps(model, _response.Power))
            return Solve(modes, tight: false);
        var power = _response.Power.ToArray();
        var overlap = _response.Overlap.ToArray();
        var bound = problem.HasProximal ? LinearisedBound(model, power) : _response.LowerBound;
        return double.IsFinite(bound) ? new NodeAnswer(NodeOutcome.Solved, bound, power, overlap) : Solve(modes, tight: false);
    }

    /// <summary>The relaxation with the rows that only exclusive plans meet in every free step.</summary>
    public NodeAnswer Tight(StepMode[] modes) => IsReachable(modes) ? Solve(modes, tight: true) : NodeAnswer.Infeasible;

    /// <summary>A convex term lies above its tangent, so the kernel's bound at the tangent's price holds for the proximal problem too.</summary>
    private double LinearisedBound(StorageModel model, double[] power)
    {
        var price = problem.PricePerMw.ToArray();
        var constant = problem.Added(power);
        for (var t = 0; t < price.Length; t++)
        {
            price[t] += problem.ProximalWeight[t] * (power[t] - problem.ProximalCenterMw[t]);
            constant -= price[t] * power[t];
        }

        _kernel.Minimise(model, new StorageState(model), price, [], [], KernelTolerance, _response);
        return _response.LowerBound + constant;
    }

    private NodeAnswer Solve(StepMode[] modes, bool tight)
    {
        var steps = problem.Model.Steps;
        var (program, columns) = BatteryFormulation.Build(problem.Model, new FormulationOptions
        {
            PricePerMw = problem.PricePerMw,
            ProximalWeight = problem.ProximalWeight,
            ProximalCenterMw = problem.ProximalCenterMw,
            Modes = modes,
            ExclusivityRows = tight ? [.. Enumerable.Repeat(true, steps)] : [],
        });
        var result = new InteriorPointSolver().Solve(program, General);
        if (!KktCheck.Check(program, result).IsAccepted)
            return NodeAnswer.Unknown;
        if (result.Status == SolveStatus.PrimalInfeasible)
            return NodeAnswer.Infeasible;
        if (result.Status is not (SolveStatus.Solved or SolveStatus.AlmostSolved))
            return NodeAnswer.Unknown;
        var x = result.Primal;
        var overlap = new double[steps];
        for (var t = 0; t < steps; t++)
            overlap[t] = Math.Min(x[columns.Charge + t], x[columns.Discharge + t]);
        var bound = Math.Min(result.DualObjective, result.PrimalObjective);
        return new NodeAnswer(NodeOutcome.Solved, bound, x[columns.Power..(columns.Power + steps)], overlap);
    }

    /// <summary>Close to degenerate vertices the kernel can end with a residual in its ramp rows.</summary>
    private static bool KeepsRamps(StorageModel model, double[] power)
    {
        if (model.RampLimitMw is not { } ramp)
            return true;
        var slack = RampSlack * Math.Max(model.ChargeLimitMw.Max(), model.DischargeLimitMw.Max());
        for (var t = 1; t < power.Length; t++)
        {
            if (Math.Abs(power[t] - power[t - 1]) > ramp + slack)
                return false;
        }

        return true;
    }

    /// <summary>Whether the energy bounds can be met at all, ramps aside: interval arithmetic forward in time.</summary>
    private bool IsReachable(StepMode[] modes)
    {
        var model = problem.Model;
        double low = model.InitialEnergyMwh, high = low;
        var hours = model.Prices.TimeStepHours;
        for (var t = 0; t < model.Steps; t++)
        {
            high += modes[t] == StepMode.DischargeOnly ? 0 : model.ChargeEfficiency * hours * model.ChargeLimitMw[t];
            low -= modes[t] == StepMode.ChargeOnly ? 0 : hours * model.DischargeLimitMw[t] / model.DischargeEfficiency;
            var isEnd = t == model.Steps - 1;
            low = Math.Max(low, isEnd ? model.TerminalEnergyMwh ?? model.LowerEnergyMwh[t] : model.LowerEnergyMwh[t]);
            high = Math.Min(high, isEnd ? model.TerminalEnergyMwh ?? model.UpperEnergyMwh[t] : model.UpperEnergyMwh[t]);
            if (low > high + (1e-9 * Math.Max(1, Math.Abs(high))))
                return false;
        }

        return true;
    }
}

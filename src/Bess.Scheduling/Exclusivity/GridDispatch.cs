namespace Bess.Scheduling.Exclusivity;

/// <summary>A good exclusive plan by dynamic programming over levels of stored energy: only its directions are used, the energies are too coarse.</summary>
/// <remarks>
/// The risk term is replaced by its gradient at a reference plan (the scenarios of its tail weigh more), ramps are left out;
/// so this is a heuristic, and the problem with these directions fixed is solved exactly afterwards.
/// </remarks>
internal sealed class GridDispatch
{
    private const int Levels = 161;

    private readonly NodeProblem _problem;
    private readonly double[] _perMw;
    private readonly double _hours;
    private readonly double _wear;

    public GridDispatch(NodeProblem problem, double[] referencePowerMw)
    {
        _problem = problem;
        var model = problem.Model;
        _hours = model.Prices.TimeStepHours;
        _wear = (1 + model.RiskWeight) * model.DegradationPerMwh * _hours;
        var weights = ScenarioWeights(referencePowerMw);
        _perMw = problem.PricePerMw.ToArray();
        for (var t = 0; t < _perMw.Length; t++)
        {
            for (var s = 0; s < weights.Length; s++)
                _perMw[t] -= weights[s] * _hours * model.Prices.PricePerMwh(s, t);
        }
    }

    /// <summary>Powers, MW, or null when the grid holds no feasible path.</summary>
    public double[]? Solve()
    {
        var model = _problem.Model;
        var layers = Enumerable.Range(0, model.Steps).Select(Layer).ToArray();
        var after = layers[^1].Select(energy => -model.TerminalValuePerMwh * energy).ToArray();
        var next = new int[model.Steps][];
        for (var t = model.Steps - 1; t >= 0; t--)
            (next[t], after) = Step(t, t > 0 ? layers[t - 1] : [model.InitialEnergyMwh], layers[t], after);
        if (!double.IsFinite(after[0]))
            return null;
        var power = new double[model.Steps];
        var (from, at) = (model.InitialEnergyMwh, 0);
        for (var t = 0; t < power.Length; t++)
        {
            at = next[t][at];
            power[t] = PowerOf(layers[t][at] - from);
            from = layers[t][at];
        }

        return power;
    }

    /// <summary>Cheapest continuation from every level of the layer before a step.</summary>
    private (int[] Next, double[] Cost) Step(int t, double[] before, double[] layer, double[] after)
    {
        var next = new int[before.Length];
        var cost = new double[before.Length];
        for (var i = 0; i < before.Length; i++)
        {
            cost[i] = double.PositiveInfinity;
            for (var j = 0; j < layer.Length; j++)
            {
                var total = after[j] + StageCost(t, layer[j] - before[i], layer[j]);
                if (total < cost[i])
                    (cost[i], next[i]) = (total, j);
            }
        }

        return (next, cost);
    }

    private double StageCost(int t, double change, double energy)
    {
        const double slack = 1e-9;
        var model = _problem.Model;
        var power = PowerOf(change);
        if (power > model.DischargeLimitMw[t] + slack || power < -model.ChargeLimitMw[t] - slack)
            return double.PositiveInfinity;
        var cost = (_perMw[t] * power) + (_wear * Math.Abs(power));
        if (_problem.ProximalWeight.Length > 0)
            cost += 0.5 * _problem.ProximalWeight[t] * Math.Pow(power - _problem.ProximalCenterMw[t], 2);
        return cost + (model.SoftPricePerMwh * Math.Max(0, model.SoftSign * (model.SoftBoundMwh - energy)));
    }

    private double PowerOf(double change) =>
        change > 0 ? -change / (_problem.Model.ChargeEfficiency * _hours) : -change * _problem.Model.DischargeEfficiency / _hours;

    private double[] Layer(int t)
    {
        var model = _problem.Model;
        if (t == model.Steps - 1 && model.TerminalEnergyMwh is { } terminal)
            return [terminal];
        double lower = model.LowerEnergyMwh[t], width = model.UpperEnergyMwh[t] - lower;
        var grid = Enumerable.Range(0, Levels).Select(k => lower + (width * k / (Levels - 1)));
        return [.. grid.Append(Math.Clamp(model.InitialEnergyMwh, lower, lower + width))];
    }

    /// <summary>w_s + λ × the share of the tail mean that falls on scenario s at the reference plan.</summary>
    private double[] ScenarioWeights(double[] power)
    {
        var model = _problem.Model;
        var weights = model.Prices.Probabilities.ToArray();
        if (model.RiskWeight <= 0)
            return weights;
        var losses = Enumerable.Range(0, weights.Length)
            .Select(s => model.BaselineProfit[s] - Enumerable.Range(0, power.Length).Sum(t => _hours * model.Prices.PricePerMwh(s, t) * power[t])).ToArray();
        var left = model.TailShare;
        foreach (var s in Enumerable.Range(0, weights.Length).OrderByDescending(s => losses[s]).ToArray())
        {
            var taken = Math.Min(left, weights[s]);
            left -= taken;
            weights[s] += model.RiskWeight * taken / model.TailShare;
        }

        return weights;
    }
}

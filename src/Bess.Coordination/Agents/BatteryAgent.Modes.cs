using Bess.Scheduling.Exclusivity;

namespace Bess.Coordination.Agents;

/// <content>Steps that charge and discharge at once (negative prices) are made exclusive.</content>
public sealed partial class BatteryAgent
{
    /// <summary>Overlap below this share of the connection power is the barrier's trace, not a decision.</summary>
    private const double OverlapShare = 1e-4;

    /// <summary>Fixes each overlapping step to the direction that the battery's own exclusive optimum takes near the relaxed plan.</summary>
    /// <inheritdoc />
    protected override void FixModes(double[] price, double penalty, int nodeLimit)
    {
        ArgumentNullException.ThrowIfNull(price);
        var overlapping = Enumerable.Range(0, price.Length).Where(Overlaps).ToArray();
        if (overlapping.Length > 0)
        {
            var plan = Exclusive(price, penalty, nodeLimit);
            var power = plan.PowerMw.Length == price.Length ? plan.PowerMw : Response.Power;
            Fix(overlapping.Concat(Enumerable.Range(0, price.Length).Where(t => plan.Modes[t] != StepMode.Free || Math.Abs(power[t]) > OverlapShare * PowerMw)).Distinct(), power);
        }

        // The round starts again at a larger μ, far from where the iterates ended.
        _state.Reset();
        _checkpoint.Reset();
        ForgetColumns();
    }

    private bool Overlaps(int t) =>
        Response.Overlap[t] > OverlapShare * PowerMw && _model.ChargeLimitMw[t] > 0 && _model.DischargeLimitMw[t] > 0;

    private ExclusivePlan Exclusive(double[] price, double penalty, int nodeLimit)
    {
        var weights = new double[price.Length];
        Array.Fill(weights, penalty / PowerMw);
        return ExclusiveBattery.Resolve(_model, price, weights, Response.Power, new ExclusiveOptions { NodeLimit = nodeLimit, RelativeGap = 1e-4 });
    }

    private void Fix(IEnumerable<int> steps, double[] power)
    {
        double[] charge = [.. _model.ChargeLimitMw];
        double[] discharge = [.. _model.DischargeLimitMw];
        var count = 0;
        foreach (var t in steps)
        {
            (power[t] < 0 ? discharge : charge)[t] = 0;
            count++;
        }

        var candidate = _model.WithLimits(charge, discharge);
        if (SafePlan.IsReachable(candidate))
        {
            _model = candidate;
            FixedSteps += count;
        }
    }

    /// <summary>Bound of the exclusive problem where the relaxation is known to overlap: branch and bound closes part of its gap.</summary>
    private double ExclusiveBound(double[] price, double relaxed, int nodeLimit) =>
        FixedSteps == 0 || nodeLimit == 0
            ? relaxed
            : Math.Max(relaxed, ExclusiveBattery.Resolve(_original, price, options: new ExclusiveOptions { NodeLimit = nodeLimit, RelativeGap = 1e-6 }).LowerBound);
}

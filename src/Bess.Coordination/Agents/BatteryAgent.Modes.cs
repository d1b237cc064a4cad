namespace Bess.Coordination.Agents;

/// <content>Steps that charge and discharge at once (negative prices) are made exclusive.</content>
public sealed partial class BatteryAgent
{
    /// <summary>Overlap below this share of the connection power is the barrier's trace, not a decision.</summary>
    private const double OverlapShare = 1e-4;

    /// <summary>Number of steps fixed to one direction so far.</summary>
    public int FixedSteps { get; private set; }

    /// <summary>Fixes each overlapping step to the direction of its net power; the relaxed plan stays within reach of the fixed one.</summary>
    private bool FixModes()
    {
        double[] charge = [.. _model.ChargeLimitMw];
        double[] discharge = [.. _model.DischargeLimitMw];
        var changed = false;
        var steps = 0;
        for (var t = 0; t < charge.Length; t++)
        {
            if (_response.Overlap[t] > OverlapShare * PowerMw && charge[t] > 0 && discharge[t] > 0)
            {
                (_response.Power[t] < 0 ? discharge : charge)[t] = 0;
                steps++;
                changed = true;
            }
        }

        var candidate = _model.WithLimits(charge, discharge);
        if (changed && SafePlan.IsReachable(candidate))
        {
            _model = candidate;
            FixedSteps += steps;
        }

        // The round starts again at a larger μ, far from where the iterates ended.
        _state.Reset();
        _checkpoint.Reset();
        return true;
    }
}

using Bess.Optimization.Aladin;
using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Agents;

/// <content>What textbook ALADIN asks of an agent.</content>
public sealed partial class BatteryAgent
{
    /// <summary>A limit is active when the distance to it is below this share of its range; the local solution is exact to 1e-9.</summary>
    private const double ActiveShare = 1e-5;

    /// <summary>Moves the centre along the last answer's free directions, minimises around it, and linearises what is active there.</summary>
    /// <inheritdoc />
    protected override bool Linearize(AgentRequest request, double[] price, StorageKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(request);
        var weight = request.Penalty / PowerMw;
        if (request.Correction is { } correction)
        {
            TextbookAladinBlock.MoveCenter(Response.Sensitivity, Response.NewtonStep, Response.Power, correction[ClassIndex], Center);
        }
        else
        {
            Array.Clear(Center);
        }

        if (!TryMinimise(price, weight, kernel))
        {
            return false;
        }

        TakeSpare();
        TextbookAladinBlock.Linearize(ActiveRows(), weight, Response.Power, Center, Response.Sensitivity, Response.NewtonStep);
        Array.Clear(Response.BarrierDerivative);
        Response.Decrement = 0;
        return true;
    }

    /// <summary>Gradients, in p, of the constraints that hold with equality: power limits, idling (both directions at zero), ramps, energy bounds.</summary>
    private IEnumerable<double[]> ActiveRows()
    {
        var steps = _model.Steps;
        for (var t = 0; t < steps; t++)
        {
            var (charge, discharge) = (_model.ChargeLimitMw[t], _model.DischargeLimitMw[t]);
            var power = Response.Power[t];
            var slack = ActiveShare * Math.Max(charge, discharge);
            var idles = Math.Abs(power) <= slack && Response.Overlap[t] <= slack;
            if (idles || power <= slack - charge || power >= discharge - slack)
            {
                var row = new double[steps];
                row[t] = 1;
                yield return row;
            }

            if (t > 0 && _model.RampLimitMw is { } ramp && Math.Abs(power - Response.Power[t - 1]) >= ramp * (1 - ActiveShare))
            {
                var row = new double[steps];
                (row[t - 1], row[t]) = (-1, 1);
                yield return row;
            }
        }

        for (var t = 0; t < steps; t++)
        {
            var (lower, upper) = (_model.LowerEnergyMwh[t], _model.UpperEnergyMwh[t]);
            var slack = ActiveShare * (upper - lower);
            var energy = Response.Energy[t];
            if (energy <= lower + slack || energy >= upper - slack || (t == steps - 1 && _model.TerminalEnergyMwh is not null))
            {
                yield return EnergyRow(t);
            }
        }
    }

    /// <summary>∂e_t/∂p on the side of the kink at p = 0 that each step is on.</summary>
    private double[] EnergyRow(int step)
    {
        var row = new double[_model.Steps];
        for (var t = 0; t <= step; t++)
        {
            row[t] = Response.Power[t] > 0 ? 1 / _model.DischargeEfficiency : _model.ChargeEfficiency;
        }

        return row;
    }
}

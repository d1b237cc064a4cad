namespace Bess.Scheduling.Kernel;

/// <summary>What a kernel call returns; allocated once per agent and overwritten. Vectors have length T.</summary>
public sealed class StorageResponse
{
    /// <summary>Creates an empty answer for a horizon.</summary>
    /// <param name="steps">T ≥ 1.</param>
    public StorageResponse(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        Power = new double[steps];
        Energy = new double[steps];
        Overlap = new double[steps];
        NewtonStep = new double[steps];
        BarrierDerivative = new double[steps];
        Sensitivity = new double[steps * (steps + 1) / 2];
    }

    /// <summary>p, MW, discharge positive; inside all limits of the agent.</summary>
    public double[] Power { get; }

    /// <summary>e after each step, MWh.</summary>
    public double[] Energy { get; }

    /// <summary>min(c, d) per step, MW: more than a trace means charging and discharging at once.</summary>
    public double[] Overlap { get; }

    /// <summary>b, MW: what is left of the Newton step at the answered price.</summary>
    public double[] NewtonStep { get; }

    /// <summary>∂p/∂μ at a fixed price.</summary>
    public double[] BarrierDerivative { get; }

    /// <summary>A = −∂p/∂y, symmetric positive semidefinite, lower triangle by rows, T(T+1)/2 values.</summary>
    public double[] Sensitivity { get; }

    /// <summary>f(x), money, without the price term.</summary>
    public double Cost { get; set; }

    /// <summary>Lower bound of min f + yᵀp, money; valid at any iterate.</summary>
    public double LowerBound { get; set; }

    /// <summary>c₀ = hᵀK⁻¹h, the squared Newton decrement times μ.</summary>
    public double Decrement { get; set; }

    /// <summary>Number of barrier terms m.</summary>
    public int BarrierTerms { get; set; }

    /// <summary>Newton steps taken.</summary>
    public int Iterations { get; set; }

    /// <summary>False when the local iteration did not settle.</summary>
    public bool Settled { get; set; }

    /// <summary>Copies this answer into another of the same length.</summary>
    /// <param name="target">Receives it.</param>
    public void CopyTo(StorageResponse target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Power.CopyTo(target.Power, 0);
        Energy.CopyTo(target.Energy, 0);
        Overlap.CopyTo(target.Overlap, 0);
        NewtonStep.CopyTo(target.NewtonStep, 0);
        BarrierDerivative.CopyTo(target.BarrierDerivative, 0);
        Sensitivity.CopyTo(target.Sensitivity, 0);
        (target.Cost, target.LowerBound, target.Decrement) = (Cost, LowerBound, Decrement);
        (target.BarrierTerms, target.Iterations, target.Settled) = (BarrierTerms, Iterations, Settled);
    }

    internal bool IsFinite()
    {
        if (!double.IsFinite(Cost) || !double.IsFinite(Decrement) || !double.IsFinite(LowerBound))
        {
            return false;
        }

        for (var t = 0; t < Power.Length; t++)
        {
            if (!double.IsFinite(Power[t]) || !double.IsFinite(NewtonStep[t]) || !double.IsFinite(BarrierDerivative[t]))
            {
                return false;
            }
        }

        return double.IsFinite(Sum(Sensitivity));
    }

    private static double Sum(double[] values)
    {
        var total = 0.0;
        foreach (var value in values)
        {
            total += value;
        }

        return total;
    }
}

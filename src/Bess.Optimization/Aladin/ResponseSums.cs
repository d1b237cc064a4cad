using MathNet.Numerics.LinearAlgebra;

namespace Bess.Optimization.Aladin;

/// <summary>Sums of the answers of all blocks that take part in the same constraints. All a coordinator needs to know of them.</summary>
public sealed class ResponseSums
{
    /// <summary>Creates zero sums.</summary>
    /// <param name="steps">T.</param>
    /// <param name="constraints">Indices of the constraints that these blocks take part in, ascending.</param>
    public ResponseSums(int steps, IReadOnlyList<int> constraints)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentNullException.ThrowIfNull(constraints);
        Constraints = constraints;
        Value = new double[steps];
        NewtonStep = new double[steps];
        BarrierDerivative = new double[steps];
        Sensitivity = new double[steps * (steps + 1) / 2];
    }

    /// <summary>Constraints of these blocks.</summary>
    public IReadOnlyList<int> Constraints { get; }

    /// <summary>Σ p.</summary>
    public double[] Value { get; }

    /// <summary>Σ b, already shifted to the price of this iteration for late answers.</summary>
    public double[] NewtonStep { get; }

    /// <summary>Σ ∂p/∂μ.</summary>
    public double[] BarrierDerivative { get; }

    /// <summary>Σ A, packed lower triangle by rows.</summary>
    public double[] Sensitivity { get; }

    /// <summary>Σ f.</summary>
    public double Cost { get; set; }

    /// <summary>Σ |f|.</summary>
    public double AbsoluteCost { get; set; }

    /// <summary>Σ c₀.</summary>
    public double Decrement { get; set; }

    /// <summary>Σ of the dual bounds at the broadcast price.</summary>
    public double LowerBound { get; set; }

    /// <summary>Number of barrier terms.</summary>
    public long BarrierTerms { get; set; }

    /// <summary>Number of blocks.</summary>
    public int Blocks { get; set; }

    /// <summary>Sets everything to zero.</summary>
    public void Clear()
    {
        Array.Clear(Value);
        Array.Clear(NewtonStep);
        Array.Clear(BarrierDerivative);
        Array.Clear(Sensitivity);
        (Cost, AbsoluteCost, Decrement, LowerBound, BarrierTerms, Blocks) = (0, 0, 0, 0, 0, 0);
    }

    /// <summary>Adds other sums of the same constraints.</summary>
    /// <param name="other">Sums of the same T.</param>
    public void Add(ResponseSums other)
    {
        ArgumentNullException.ThrowIfNull(other);
        AddTo(Value, other.Value);
        AddTo(NewtonStep, other.NewtonStep);
        AddTo(BarrierDerivative, other.BarrierDerivative);
        AddTo(Sensitivity, other.Sensitivity);
        Cost += other.Cost;
        AbsoluteCost += other.AbsoluteCost;
        Decrement += other.Decrement;
        LowerBound += other.LowerBound;
        BarrierTerms += other.BarrierTerms;
        Blocks += other.Blocks;
    }

    /// <summary>Adds Σ A to every block of a symmetric (K·T)² matrix whose two constraints these blocks take part in.</summary>
    /// <param name="matrix">Added to in place.</param>
    /// <param name="steps">T.</param>
    internal void AddSensitivityTo(Matrix<double> matrix, int steps)
    {
        foreach (var k in Constraints)
        {
            foreach (var l in Constraints)
            {
                var at = 0;
                for (var i = 0; i < steps; i++)
                {
                    for (var j = 0; j <= i; j++)
                    {
                        var value = Sensitivity[at++];
                        matrix[(k * steps) + i, (l * steps) + j] += value;
                        if (i != j)
                        {
                            matrix[(k * steps) + j, (l * steps) + i] += value;
                        }
                    }
                }
            }
        }
    }

    /// <summary>target += source, element by element.</summary>
    /// <param name="target">Sum.</param>
    /// <param name="source">Addend of the same length.</param>
    public static void AddTo(double[] target, ReadOnlySpan<double> source)
    {
        ArgumentNullException.ThrowIfNull(target);
        var width = System.Numerics.Vector<double>.Count;
        var i = 0;
        for (; i + width <= target.Length; i += width)
        {
            (new System.Numerics.Vector<double>(target, i) + new System.Numerics.Vector<double>(source[i..])).CopyTo(target, i);
        }

        for (; i < target.Length; i++)
        {
            target[i] += source[i];
        }
    }
}

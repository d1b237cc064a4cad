namespace Bess.Optimization.Smoothing;

/// <summary>How a smoothed programme answers a price; overwritten by each call. Vectors have length T, packed ones T(T+1)/2.</summary>
public sealed class SmoothedAnswer
{
    /// <summary>Creates an empty answer.</summary>
    /// <param name="programme">Whose.</param>
    public SmoothedAnswer(SmoothedProgramme programme)
    {
        ArgumentNullException.ThrowIfNull(programme);
        var steps = programme.Steps;
        Point = new double[programme.Source.VariableCount];
        Value = new double[steps];
        NewtonStep = new double[steps];
        BarrierDerivative = new double[steps];
        Sensitivity = new double[steps * (steps + 1) / 2];
    }

    /// <summary>x, in the columns of the programme as it was given.</summary>
    public double[] Point { get; }

    /// <summary>The coupled columns.</summary>
    public double[] Value { get; }

    /// <summary>What is left of their Newton step at the answered price.</summary>
    public double[] NewtonStep { get; }

    /// <summary>Their derivative by μ at a fixed price.</summary>
    public double[] BarrierDerivative { get; }

    /// <summary>Minus their derivative by the price: symmetric, positive semidefinite, lower triangle by rows.</summary>
    public double[] Sensitivity { get; }

    /// <summary>cᵀx + constant.</summary>
    public double Cost { get; internal set; }

    /// <summary>Lower bound of min cᵀx + yᵀE x.</summary>
    public double LowerBound { get; internal set; }

    /// <summary>Squared Newton decrement times μ.</summary>
    public double Decrement { get; internal set; }

    internal bool IsFinite() =>
        double.IsFinite(Cost) && double.IsFinite(LowerBound) && double.IsFinite(Decrement)
        && double.IsFinite(Value.Sum()) && double.IsFinite(NewtonStep.Sum()) && double.IsFinite(BarrierDerivative.Sum()) && double.IsFinite(Sensitivity.Sum());
}

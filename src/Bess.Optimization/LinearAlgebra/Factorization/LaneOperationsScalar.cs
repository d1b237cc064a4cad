namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>One double at a time, for processors without vector registers and as the referee of the others.</summary>
internal readonly unsafe struct LaneOperationsScalar : ILaneOperations<double>
{
    public static int Lanes => 1;

    public static double Zero => 0.0;

    public static double Load(double* source) => *source;

    public static void Store(double* target, double value) => *target = value;

    public static double Broadcast(double value) => value;

    // Not fused: without the instruction a fused product is a slow library call.
    public static double MultiplyAdd(double left, double right, double addend) => (left * right) + addend;

    public static double Add(double left, double right) => left + right;

    public static double Subtract(double left, double right) => left - right;

    public static double Multiply(double left, double right) => left * right;

    public static double Sum(double value) => value;
}

using System.Runtime.Intrinsics;

namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Eight doubles in one 512-bit register.</summary>
internal readonly unsafe struct LaneOperations512 : ILaneOperations<Vector512<double>>
{
    public static int Lanes => 8;

    public static Vector512<double> Zero => Vector512<double>.Zero;

    public static Vector512<double> Load(double* source) => Vector512.Load(source);

    public static void Store(double* target, Vector512<double> value) => value.Store(target);

    public static Vector512<double> Broadcast(double value) => Vector512.Create(value);

    public static Vector512<double> MultiplyAdd(Vector512<double> left, Vector512<double> right, Vector512<double> addend)
        => Vector512.FusedMultiplyAdd(left, right, addend);

    public static Vector512<double> Add(Vector512<double> left, Vector512<double> right) => left + right;

    public static Vector512<double> Subtract(Vector512<double> left, Vector512<double> right) => left - right;

    public static Vector512<double> Multiply(Vector512<double> left, Vector512<double> right) => left * right;

    public static double Sum(Vector512<double> value) => Vector512.Sum(value);
}

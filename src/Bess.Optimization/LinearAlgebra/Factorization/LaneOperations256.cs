using System.Runtime.Intrinsics;

namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Four doubles in one 256-bit register.</summary>
internal readonly unsafe struct LaneOperations256 : ILaneOperations<Vector256<double>>
{
    public static int Lanes => 4;

    public static Vector256<double> Zero => Vector256<double>.Zero;

    public static Vector256<double> Load(double* source) => Vector256.Load(source);

    public static void Store(double* target, Vector256<double> value) => value.Store(target);

    public static Vector256<double> Broadcast(double value) => Vector256.Create(value);

    public static Vector256<double> MultiplyAdd(Vector256<double> left, Vector256<double> right, Vector256<double> addend)
        => Vector256.FusedMultiplyAdd(left, right, addend);

    public static Vector256<double> Add(Vector256<double> left, Vector256<double> right) => left + right;

    public static Vector256<double> Subtract(Vector256<double> left, Vector256<double> right) => left - right;

    public static Vector256<double> Multiply(Vector256<double> left, Vector256<double> right) => left * right;

    public static double Sum(Vector256<double> value) => Vector256.Sum(value);
}

using System.Runtime.CompilerServices;

namespace Bess.Optimization.LinearAlgebra.Dense;

/// <summary>One double: the path for processors without wide vectors, and the referee of the others.</summary>
/// <param name="Value">The lane.</param>
public readonly unsafe record struct LanesScalar(double Value) : ILanes<LanesScalar>
{
    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Create(double value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Load(double* source) => new(*source);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar MultiplyAdd(LanesScalar a, LanesScalar b, LanesScalar c) => new(double.MultiplyAddEstimate(a.Value, b.Value, c.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Min(LanesScalar a, LanesScalar b) => a.Value < b.Value ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Max(LanesScalar a, LanesScalar b) => a.Value > b.Value ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar Sqrt(LanesScalar a) => new(Math.Sqrt(a.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar WherePositive(LanesScalar condition, LanesScalar yes, LanesScalar no) => condition.Value > 0 ? yes : no;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator +(LanesScalar a, LanesScalar b) => new(a.Value + b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator -(LanesScalar a, LanesScalar b) => new(a.Value - b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator *(LanesScalar a, LanesScalar b) => new(a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesScalar operator /(LanesScalar a, LanesScalar b) => new(a.Value / b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* target) => *target = Value;

    /// <inheritdoc/>
    public double Sum() => Value;

    /// <inheritdoc/>
    public double Least() => Value;

    /// <inheritdoc/>
    public double Largest() => Value;
}

namespace Bess.Optimization.LinearAlgebra.Dense;

/// <summary>A fixed number of doubles that one instruction works on: numerical loops are written once and run at any width.</summary>
/// <remarks>
/// Lane by lane all implementations give the same bits on one processor (a fused multiply-add stays one); sums over lanes
/// differ in the order of summation only. Arrays that lanes run over are padded to <see cref="DenseCholesky.Lanes"/> doubles.
/// </remarks>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public unsafe interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Number of doubles: 1, 4 or 8; a divisor of <see cref="DenseCholesky.Lanes"/>.</summary>
    static abstract int Count { get; }

    /// <summary>The same value in every lane.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The lanes.</returns>
    static abstract TSelf Create(double value);

    /// <summary>Reads <see cref="Count"/> doubles; no alignment is needed.</summary>
    /// <param name="source">Where to read.</param>
    /// <returns>The lanes.</returns>
    static abstract TSelf Load(double* source);

    /// <summary>a·b + c, fused where the processor can.</summary>
    /// <param name="a">Factor.</param>
    /// <param name="b">Factor.</param>
    /// <param name="c">Summand.</param>
    /// <returns>The result.</returns>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The smaller of each pair; the second one where either is NaN.</summary>
    /// <param name="a">First.</param>
    /// <param name="b">Second.</param>
    /// <returns>The result.</returns>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The larger of each pair; the second one where either is NaN.</summary>
    /// <param name="a">First.</param>
    /// <param name="b">Second.</param>
    /// <returns>The result.</returns>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>Square root.</summary>
    /// <param name="a">Argument.</param>
    /// <returns>√a.</returns>
    static abstract TSelf Sqrt(TSelf a);

    /// <summary>Lane by lane, <paramref name="yes"/> where the condition is above zero, else <paramref name="no"/>.</summary>
    /// <param name="condition">Compared with zero.</param>
    /// <param name="yes">Taken where positive.</param>
    /// <param name="no">Taken elsewhere.</param>
    /// <returns>The result.</returns>
    static abstract TSelf WherePositive(TSelf condition, TSelf yes, TSelf no);

    /// <summary>Sum.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    /// <returns>a + b.</returns>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Difference.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    /// <returns>a − b.</returns>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>Product.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    /// <returns>a·b.</returns>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>Quotient.</summary>
    /// <param name="a">Left.</param>
    /// <param name="b">Right.</param>
    /// <returns>a / b.</returns>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>Writes <see cref="Count"/> doubles; no alignment is needed.</summary>
    /// <param name="target">Where to write.</param>
    void Store(double* target);

    /// <summary>Sum over the lanes.</summary>
    /// <returns>The sum.</returns>
    double Sum();

    /// <summary>Smallest lane.</summary>
    /// <returns>The value.</returns>
    double Least();

    /// <summary>Largest lane.</summary>
    /// <returns>The value.</returns>
    double Largest();
}

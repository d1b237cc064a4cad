namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>What the two numeric methods share: the permutation, the pivots and their repair.</summary>
internal abstract class NumericLdl
{
    private readonly int[] _permutation;
    private readonly double[] _work;
    private readonly sbyte[] _signs;
    private double _threshold;
    private double _replacement;

    protected NumericLdl(int[] permutation)
    {
        _permutation = permutation;
        _work = new double[permutation.Length];
        _signs = new sbyte[permutation.Length];
        Pivot = new double[permutation.Length];
        InversePivot = new double[permutation.Length];
    }

    /// <summary>Number of pivots that the last factorisation replaced.</summary>
    public int RepairedPivotCount { get; private set; }

    /// <summary>D by pivot position.</summary>
    protected double[] Pivot { get; }

    /// <summary>D⁻¹ by pivot position.</summary>
    protected double[] InversePivot { get; }

    public bool Factorise(ReadOnlySpan<double> values, ReadOnlySpan<sbyte> signs, double threshold, double replacement)
    {
        for (int k = 0; k < _permutation.Length; k++) _signs[k] = signs[_permutation[k]];
        (_threshold, _replacement) = (threshold, replacement);
        RepairedPivotCount = 0;
        return FactorisePermuted(values);
    }

    public void Solve(ReadOnlySpan<double> rightHandSide, Span<double> solution)
    {
        for (int k = 0; k < _permutation.Length; k++) _work[k] = rightHandSide[_permutation[k]];
        SolvePermuted(_work);
        for (int k = 0; k < _permutation.Length; k++) solution[_permutation[k]] = _work[k];
    }

    protected abstract bool FactorisePermuted(ReadOnlySpan<double> values);

    protected abstract void SolvePermuted(double[] vector);

    /// <summary>Stores a pivot, or its replacement if its sign is wrong or its size too small; false if it overflowed.</summary>
    protected bool AcceptPivot(int position, double pivot)
    {
        if (!double.IsFinite(pivot)) return false;
        int sign = _signs[position];
        if (pivot * sign <= _threshold)
        {
            pivot = sign * _replacement;
            RepairedPivotCount++;
        }

        Pivot[position] = pivot;
        InversePivot[position] = 1.0 / pivot;
        return true;
    }
}

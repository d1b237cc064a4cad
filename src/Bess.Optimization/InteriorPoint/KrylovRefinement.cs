namespace Bess.Optimization.InteriorPoint;

/// <summary>Flexible GMRES on a system whose regularised factor is the preconditioner.</summary>
/// <remarks>
/// M. Arioli, I. S. Duff, S. Gratton, S. Pralet, A note on GMRES preconditioned by a perturbed L D Lᵀ decomposition with
/// static pivoting, SIAM J. Sci. Comput. 29 (2007). Where the matrix has eigenvalues below the regularisation, plain
/// refinement converges slowly or not at all; a Krylov space of the few such directions resolves them.
/// </remarks>
internal sealed class KrylovRefinement
{
    private readonly int _dimension;
    private readonly double[][] _basis;
    private readonly double[][] _preconditioned;
    private readonly double[,] _hessenberg;
    private readonly double[] _cosine;
    private readonly double[] _sine;
    private readonly double[] _projected;

    public KrylovRefinement(int count, int dimension)
    {
        _dimension = dimension;
        _basis = new double[dimension + 1][];
        _preconditioned = new double[dimension][];
        for (int k = 0; k <= dimension; k++) _basis[k] = new double[count];
        for (int k = 0; k < dimension; k++) _preconditioned[k] = new double[count];
        _hessenberg = new double[dimension + 1, dimension];
        _cosine = new double[dimension];
        _sine = new double[dimension];
        _projected = new double[dimension + 1];
    }

    /// <summary>Writes y := K x.</summary>
    public delegate void Product(ReadOnlySpan<double> x, Span<double> y);

    /// <summary>Adds to a solution the correction that least squares over the Krylov space gives.</summary>
    /// <param name="multiply">Product with the matrix.</param>
    /// <param name="precondition">Solve with the factor.</param>
    /// <param name="residual">Residual of the solution.</param>
    /// <param name="solution">Improved in place.</param>
    /// <param name="target">2-norm of the residual at which to stop.</param>
    public void Improve(Product multiply, Product precondition, ReadOnlySpan<double> residual, Span<double> solution, double target)
    {
        double norm = Math.Sqrt(Dot(residual, residual));
        if (!(norm > target) || !double.IsFinite(norm)) return;
        for (int i = 0; i < residual.Length; i++) _basis[0][i] = residual[i] / norm;
        Array.Clear(_projected);
        _projected[0] = norm;
        int used = 0;
        while (used < _dimension)
        {
            precondition(_basis[used], _preconditioned[used]);
            multiply(_preconditioned[used], _basis[used + 1]);
            double length = Orthogonalise(used);
            Rotate(used, length);
            used++;
            if (!(Math.Abs(_projected[used]) > target) || length == 0.0) break;
        }

        AddCombination(used, solution);
    }

    /// <summary>Modified Gram-Schmidt of the newest basis vector; returns its length before normalisation.</summary>
    private double Orthogonalise(int column)
    {
        double[] vector = _basis[column + 1];
        for (int i = 0; i <= column; i++)
        {
            double projection = Dot(vector, _basis[i]);
            _hessenberg[i, column] = projection;
            for (int k = 0; k < vector.Length; k++) vector[k] -= projection * _basis[i][k];
        }

        double length = Math.Sqrt(Dot(vector, vector));
        if (length > 0.0)
        {
            for (int k = 0; k < vector.Length; k++) vector[k] /= length;
        }

        return length;
    }

    /// <summary>Applies the Givens rotations so far to the new column and adds one that annihilates its subdiagonal.</summary>
    private void Rotate(int column, double subdiagonal)
    {
        for (int i = 0; i < column; i++)
        {
            double upper = _hessenberg[i, column];
            double lower = _hessenberg[i + 1, column];
            _hessenberg[i, column] = (_cosine[i] * upper) + (_sine[i] * lower);
            _hessenberg[i + 1, column] = (_cosine[i] * lower) - (_sine[i] * upper);
        }

        double diagonal = _hessenberg[column, column];
        double radius = Math.Sqrt((diagonal * diagonal) + (subdiagonal * subdiagonal));
        _cosine[column] = radius == 0.0 ? 1.0 : diagonal / radius;
        _sine[column] = radius == 0.0 ? 0.0 : subdiagonal / radius;
        _hessenberg[column, column] = radius;
        _projected[column + 1] = -_sine[column] * _projected[column];
        _projected[column] *= _cosine[column];
    }

    private void AddCombination(int used, Span<double> solution)
    {
        var weight = new double[used];
        for (int i = used - 1; i >= 0; i--)
        {
            double sum = _projected[i];
            for (int j = i + 1; j < used; j++) sum -= _hessenberg[i, j] * weight[j];
            weight[i] = _hessenberg[i, i] == 0.0 ? 0.0 : sum / _hessenberg[i, i];
        }

        for (int i = 0; i < used; i++)
        {
            for (int k = 0; k < solution.Length; k++) solution[k] += weight[i] * _preconditioned[i][k];
        }
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0.0;
        for (int k = 0; k < left.Length; k++) sum += left[k] * right[k];
        return sum;
    }
}

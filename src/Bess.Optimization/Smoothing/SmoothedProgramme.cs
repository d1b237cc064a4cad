using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.Smoothing;

/// <summary>A linear programme with some coupled columns, in the form whose log-barrier optimum <see cref="SmoothedSolver"/> follows.</summary>
/// <remarks>
/// <code>min cᵀx + constant + yᵀE x − μ Σ ln(x − l) − μ Σ ln(u − x)   s.t.   A x = b</code>
/// Inequality rows have a slack column each; rows that leave a column no room, or say nothing, are taken out (<see cref="RowReduction"/>);
/// columns without a bound get one that no optimum passes (<see cref="ColumnBoxes"/>), so that every Lagrangian bound is finite.
/// E selects the coupled columns. Immutable and safe for several threads.
/// </remarks>
public sealed class SmoothedProgramme
{
    private readonly int[] _coupled;

    private SmoothedProgramme(QuadraticProblem source, int[] coupled, RowReduction reduction, SparseMatrix matrix, double[] right, double[] lower, double[] upper)
    {
        Source = source;
        _coupled = coupled;
        Matrix = matrix;
        RightSide = right;
        Lower = lower;
        Upper = upper;
        Cost = new double[matrix.ColumnCount];
        source.Linear.CopyTo(Cost);
        Fault = reduction.Fault;
        IsFree = new bool[matrix.ColumnCount];
        for (var j = 0; j < IsFree.Length; j++)
        {
            IsFree[j] = upper[j] > lower[j];
            BarrierTerms += IsFree[j] ? 2 : 0;
        }
    }

    /// <summary>Number of coupled columns T.</summary>
    public int Steps => _coupled.Length;

    /// <summary>The coupled columns, in their order.</summary>
    public IReadOnlyList<int> Coupled => _coupled;

    /// <summary>Number of rows, those of inequalities included.</summary>
    public int RowCount => Matrix.RowCount;

    /// <summary>Number of barrier terms.</summary>
    public int BarrierTerms { get; }

    /// <summary>The programme as it was given.</summary>
    public QuadraticProblem Source { get; }

    /// <summary>Why no point meets the rows, in words; null when nothing was seen. A solve may still find that there is none.</summary>
    public string? Fault { get; }

    internal SparseMatrix Matrix { get; }

    internal double[] Cost { get; }

    internal double[] RightSide { get; }

    internal double[] Lower { get; }

    internal double[] Upper { get; }

    internal bool[] IsFree { get; }

    internal int Columns => Matrix.ColumnCount;

    /// <summary>Puts a programme into this form.</summary>
    /// <param name="problem">The programme, without a quadratic term.</param>
    /// <param name="coupled">The columns that others take part in, at least one.</param>
    /// <returns>The form.</returns>
    /// <exception cref="ArgumentException">When there is a quadratic term, or a coupled column that does not exist.</exception>
    public static SmoothedProgramme Create(QuadraticProblem problem, IReadOnlyList<int> coupled)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(coupled);
        if (problem.Quadratic is not null)
        {
            throw new ArgumentException("Expected a linear programme, was a quadratic one.", nameof(problem));
        }

        if (coupled.Count == 0 || coupled.Any(column => (uint)column >= (uint)problem.VariableCount))
        {
            throw new ArgumentException($"Expected at least one column in [0, {problem.VariableCount}), was [{string.Join(", ", coupled)}].", nameof(coupled));
        }

        var reduction = new RowReduction(problem);
        ColumnBoxes.Close(reduction);
        var (matrix, right, lower, upper) = WithSlacks(reduction);
        return new SmoothedProgramme(problem, [.. coupled], reduction, matrix, right, lower, upper);
    }

    /// <summary>The same programme with some columns held at a value.</summary>
    /// <param name="columns">Columns and values.</param>
    /// <returns>A new form.</returns>
    public SmoothedProgramme Holding(IEnumerable<(int Column, double Value)> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var (lower, upper) = (Source.ColumnLower.ToArray(), Source.ColumnUpper.ToArray());
        foreach (var (column, value) in columns)
        {
            (lower[column], upper[column]) = (value, value);
        }

        return Create(Source.With(columnLower: lower, columnUpper: upper), _coupled);
    }

    /// <summary>The programme for a general solver, with the price and ½ ρ Σ (x_k − z_k)² on the coupled columns.</summary>
    /// <param name="price">y, length T.</param>
    /// <param name="weight">ρ ≥ 0; 0 for none.</param>
    /// <param name="center">z, length T; not looked at without a weight.</param>
    /// <param name="isPriced">False to leave out the programme's own costs.</param>
    /// <returns>A problem of one pattern for each of ρ = 0 and ρ &gt; 0.</returns>
    public QuadraticProblem Problem(ReadOnlySpan<double> price, double weight = 0, ReadOnlySpan<double> center = default, bool isPriced = true)
    {
        var linear = isPriced ? [.. Cost] : new double[Columns];
        var constant = isPriced ? Source.Constant : 0;
        SparseMatrixBuilder? quadratic = weight > 0 ? new SparseMatrixBuilder(Columns, Columns) : null;
        for (var t = 0; t < Steps; t++)
        {
            linear[_coupled[t]] += price[t];
            if (quadratic is null)
            {
                continue;
            }

            quadratic.Add(_coupled[t], _coupled[t], weight);
            linear[_coupled[t]] -= weight * center[t];
            constant += 0.5 * weight * center[t] * center[t];
        }

        return new QuadraticProblem(quadratic?.Build(), linear, Matrix, RightSide, RightSide, Lower, Upper, constant);
    }

    /// <summary>Lagrangian bound of min cᵀx + yᵀE x, valid for any row multipliers, tight at good ones (weak duality over the box).</summary>
    /// <param name="price">y, length T.</param>
    /// <param name="rowDuals">λ, in the sign of <see cref="SolveResult.RowDuals"/> of <see cref="Problem"/>.</param>
    /// <param name="isPriced">False to leave out the programme's own costs.</param>
    /// <returns>The bound; −∞ for multipliers that are not finite.</returns>
    public double LowerBound(ReadOnlySpan<double> price, ReadOnlySpan<double> rowDuals, bool isPriced = true)
    {
        var reduced = isPriced ? [.. Cost] : new double[Columns];
        for (var t = 0; t < Steps; t++)
        {
            reduced[_coupled[t]] += price[t];
        }

        Matrix.MultiplyTransposed(rowDuals, reduced, -1, 1);
        var bound = isPriced ? Source.Constant : 0;
        for (var i = 0; i < RightSide.Length; i++)
        {
            bound += rowDuals[i] * RightSide[i];
        }

        for (var j = 0; j < reduced.Length; j++)
        {
            bound += reduced[j] * (reduced[j] >= 0 ? Lower[j] : Upper[j]);
        }

        return double.IsFinite(bound) ? bound : double.NegativeInfinity;
    }

    /// <summary>Rows scaled to a largest entry of 1; an inequality gets a slack column between its own bounds, closed by its activity.</summary>
    private static (SparseMatrix Matrix, double[] Right, double[] Lower, double[] Upper) WithSlacks(RowReduction reduction)
    {
        List<double> lower = [.. reduction.Lower], upper = [.. reduction.Upper], right = [];
        var entries = new List<(int Row, int Column, double Value)>();
        foreach (var i in reduction.KeptRows)
        {
            var row = right.Count;
            var scale = 1 / reduction.Row(i).Max(entry => Math.Abs(entry.Value));
            entries.AddRange(reduction.Row(i).Select(entry => (row, entry.Column, scale * entry.Value)));
            double low = reduction.RowLower[i], high = reduction.RowUpper[i];
            if (!(high > low))
            {
                right.Add(scale * low);
                continue;
            }

            var (least, most) = reduction.Activity(i);
            var room = ColumnBoxes.Padding * Math.Max(1e-6, most - least);
            entries.Add((row, lower.Count, -1));
            lower.Add(scale * Math.Max(low, least - room));
            upper.Add(scale * Math.Min(high, most + room));
            right.Add(0);
        }

        var matrix = new SparseMatrixBuilder(right.Count, lower.Count);
        foreach (var (row, column, value) in entries)
        {
            matrix.Add(row, column, value);
        }

        return (matrix.Build(), [.. right], [.. lower], [.. upper]);
    }
}

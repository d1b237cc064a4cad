using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bess.Optimization.LinearAlgebra.Sparse;

namespace Bess.Optimization.Native.Osqp;

/// <summary>One workspace of the library for one problem; integers of the library's width.</summary>
internal sealed unsafe class OsqpRun<TInt> : IOsqpRun
    where TInt : unmanaged, IBinaryInteger<TInt>
{
    // OSQPInfo: 32 characters, two integers (status, polish), five doubles, then the number of iterations.
    private const int StatusOffset = 32;
    private readonly OsqpProblem _problem;
    private OsqpHandle* _solver;
    private OsqpSettings<TInt> _settings;

    public OsqpRun(OsqpProblem problem)
    {
        _problem = problem;
        OsqpSettings<TInt> settings;
        OsqpImports.SetDefaults(&settings);
        settings.Verbose = TInt.Zero;
        settings.Polishing = TInt.One;
        _settings = settings;
    }

    ~OsqpRun() => Release();

    public OsqpStatus Status => _solver is null ? OsqpStatus.Unsolved : (OsqpStatus)int.CreateChecked(*(TInt*)(_solver->Info + StatusOffset));

    public int Iterations => int.CreateChecked(*(TInt*)(_solver->Info + StatusOffset + (2 * sizeof(TInt)) + (5 * sizeof(double))));

    public bool TrySetUp()
    {
        fixed (OsqpSettings<TInt>* settings = &_settings)
        fixed (double* q = _problem.Linear, lower = _problem.Lower, upper = _problem.Upper)
        fixed (TInt* pPointers = Wide(_problem.Quadratic.ColumnPointers), pRows = Wide(_problem.Quadratic.RowIndices))
        fixed (TInt* aPointers = Wide(_problem.Constraints.ColumnPointers), aRows = Wide(_problem.Constraints.RowIndices))
        fixed (double* pValues = &MemoryMarshal.GetReference(_problem.Quadratic.Values), aValues = &MemoryMarshal.GetReference(_problem.Constraints.Values))
        {
            OsqpMatrix<TInt> p = Matrix(_problem.Quadratic, pPointers, pRows, pValues);
            OsqpMatrix<TInt> a = Matrix(_problem.Constraints, aPointers, aRows, aValues);
            OsqpHandle* solver = null;
            int rows = _problem.Constraints.RowCount;
            int columns = _problem.Constraints.ColumnCount;
            int error = sizeof(TInt) == sizeof(long)
                ? OsqpImports.SetUp(&solver, &p, q, &a, lower, upper, (long)rows, (long)columns, settings)
                : OsqpImports.SetUp(&solver, &p, q, &a, lower, upper, rows, columns, settings);
            _solver = solver;
            return error == 0;
        }
    }

    public bool Solve(double tolerance, double certificateTolerance, int iterationLimit, double timeLimitSeconds)
    {
        _settings.AbsoluteTolerance = tolerance;
        _settings.RelativeTolerance = tolerance;
        _settings.PrimalInfeasibilityTolerance = certificateTolerance;
        _settings.DualInfeasibilityTolerance = certificateTolerance;
        _settings.IterationLimit = TInt.CreateChecked(iterationLimit);
        _settings.TimeLimit = timeLimitSeconds;
        fixed (OsqpSettings<TInt>* settings = &_settings)
        {
            if (OsqpImports.UpdateSettings(_solver, settings) != 0) return false;
        }

        return OsqpImports.Solve(_solver) == 0;
    }

    public void CopyPoint(Span<double> primal, Span<double> dual)
    {
        new ReadOnlySpan<double>(_solver->Solution->Primal, primal.Length).CopyTo(primal);
        if (dual.Length > 0) new ReadOnlySpan<double>(_solver->Solution->Dual, dual.Length).CopyTo(dual);
    }

    public double[] PrimalProof() => new ReadOnlySpan<double>(_solver->Solution->PrimalProof, _problem.Lower.Length).ToArray();

    public double[] DualProof() => new ReadOnlySpan<double>(_solver->Solution->DualProof, _problem.Linear.Length).ToArray();

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private static OsqpMatrix<TInt> Matrix(SparseMatrix matrix, TInt* pointers, TInt* rows, double* values) => new()
    {
        RowCount = TInt.CreateChecked(matrix.RowCount),
        ColumnCount = TInt.CreateChecked(matrix.ColumnCount),
        ColumnPointers = pointers,
        RowIndices = rows,
        Values = values,
        EntryRoom = TInt.CreateChecked(matrix.NonZeroCount),
        TripletCount = -TInt.One,
        IsOwned = TInt.Zero,
    };

    /// <summary>The numbers in the library's width; at least one, so that there is an address.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TInt[] Wide(ReadOnlySpan<int> numbers)
    {
        var wide = new TInt[Math.Max(1, numbers.Length)];
        for (int i = 0; i < numbers.Length; i++) wide[i] = TInt.CreateChecked(numbers[i]);
        return wide;
    }

    private void Release()
    {
        if (_solver is null) return;
        _ = OsqpImports.CleanUp(_solver);
        _solver = null;
    }
}

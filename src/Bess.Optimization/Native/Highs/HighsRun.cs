using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bess.Optimization.LinearAlgebra.Sparse;
using Bess.Optimization.Problems;

namespace Bess.Optimization.Native.Highs;

/// <summary>One model in the library.</summary>
internal sealed unsafe class HighsRun : IDisposable
{
    // The library's own 1e-7 stands between its answers and residuals of 1e-8; without any its active set fails more often.
    private const double HessianRegularisation = 1e-10;

    private const int Error = -1;
    private const int ColumnWise = 1;
    private const int Triangle = 1;
    private const int Minimise = 1;
    private const int SimplexInterrupt = 1;
    private const int InteriorPointInterrupt = 2;
    private readonly QuadraticProblem _problem;
    private readonly CancellationToken _cancellationToken;
    private nint _highs = HighsImports.Create();
    private GCHandle _self;

    public HighsRun(QuadraticProblem problem, CancellationToken cancellationToken) => (_problem, _cancellationToken) = (problem, cancellationToken);

    ~HighsRun() => Release();

    public int RowCount => _problem.RowCount;

    public HighsStatus Status => (HighsStatus)HighsImports.ModelStatus(_highs);

    /// <summary>Iterations of all methods together.</summary>
    public int Iterations => Info("simplex_iteration_count") + Info("ipm_iteration_count") + Info("crossover_iteration_count") + Info("qp_iteration_count");

    public bool TrySetUp(SolverOptions options, HighsMethod method, double secondsLeft)
    {
        double tolerance = Math.Max(1e-10, options.FeasibilityTolerance);
        int iterations = (int)Math.Min(int.MaxValue, (long)options.IterationLimit * HighsSolver.IterationsPerUnit);
        bool isSet = HighsImports.SetBool(_highs, "output_flag", 0) != Error
            && HighsImports.SetInt(_highs, "threads", 1) != Error
            && HighsImports.SetString(_highs, "parallel", "off") != Error
            && HighsImports.SetString(_highs, "solver", method == HighsMethod.InteriorPoint ? "ipm" : method == HighsMethod.Simplex ? "simplex" : "choose") != Error
            && HighsImports.SetString(_highs, "presolve", options.Presolve ? "on" : "off") != Error
            && HighsImports.SetDouble(_highs, "primal_feasibility_tolerance", tolerance) != Error
            && HighsImports.SetDouble(_highs, "dual_feasibility_tolerance", tolerance) != Error
            && HighsImports.SetDouble(_highs, "ipm_optimality_tolerance", Math.Max(1e-12, options.GapTolerance)) != Error
            && HighsImports.SetInt(_highs, "simplex_iteration_limit", iterations) != Error
            && HighsImports.SetInt(_highs, "qp_iteration_limit", iterations) != Error
            && HighsImports.SetInt(_highs, "ipm_iteration_limit", options.IterationLimit) != Error
            && HighsImports.SetDouble(_highs, "time_limit", secondsLeft) != Error;
        // An advanced option that a version may lack, so its refusal is no error.
        _ = HighsImports.SetDouble(_highs, "qp_regularization_value", HessianRegularisation);
        return isSet && Pass() && Listen();
    }

    /// <summary>Runs; false when the library reports an error.</summary>
    public bool Run() => HighsImports.Run(_highs) != Error;

    public void CopySolution(double[] primal, double[] columnDuals, double[] rowDuals)
    {
        var activity = new double[rowDuals.Length];
        fixed (double* x = primal, z = columnDuals, ax = activity, y = rowDuals) _ = HighsImports.Solution(_highs, x, z, ax, y);
    }

    /// <summary>Row multipliers that prove infeasibility, if the library has some.</summary>
    public double[]? DualRay()
    {
        var ray = new double[Math.Max(1, _problem.RowCount)];
        int hasRay = 0;
        fixed (double* values = ray) return HighsImports.DualRay(_highs, &hasRay, values) != Error && hasRay != 0 ? ray[.._problem.RowCount] : null;
    }

    /// <summary>A direction along which the objective falls without end, if the library has one.</summary>
    public double[]? PrimalRay()
    {
        var ray = new double[Math.Max(1, _problem.VariableCount)];
        int hasRay = 0;
        fixed (double* values = ray) return HighsImports.PrimalRay(_highs, &hasRay, values) != Error && hasRay != 0 ? ray[.._problem.VariableCount] : null;
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnInterrupt(int kind, nint message, nint output, int* userInterrupt, nint data)
    {
        if (userInterrupt is not null && GCHandle.FromIntPtr(data).Target is HighsRun run && run._cancellationToken.IsCancellationRequested) *userInterrupt = 1;
    }

    private bool Listen()
    {
        if (!_cancellationToken.CanBeCanceled) return true;
        _self = GCHandle.Alloc(this, GCHandleType.Weak);
        return HighsImports.SetCallback(_highs, &OnInterrupt, GCHandle.ToIntPtr(_self)) != Error
            && HighsImports.StartCallback(_highs, SimplexInterrupt) != Error
            && HighsImports.StartCallback(_highs, InteriorPointInterrupt) != Error;
    }

    private bool Pass()
    {
        SparseMatrix a = _problem.Constraints;
        // The library wants the lower triangle by columns, which is the upper one transposed.
        SparseMatrix? p = _problem.Quadratic?.Transpose();
        fixed (double* cost = Addressable(_problem.Linear), columnLower = Addressable(_problem.ColumnLower), columnUpper = Addressable(_problem.ColumnUpper))
        fixed (double* rowLower = Addressable(_problem.RowLower), rowUpper = Addressable(_problem.RowUpper), values = Addressable(a.Values))
        fixed (int* starts = a.ColumnPointers, indices = Addressable(a.RowIndices))
        fixed (int* quadraticStarts = p is null ? default : p.ColumnPointers, quadraticIndices = p is null ? default : p.RowIndices)
        fixed (double* quadraticValues = p is null ? default : p.Values)
        {
            return HighsImports.PassModel(
                _highs, a.ColumnCount, a.RowCount, a.NonZeroCount, p?.NonZeroCount ?? 0, ColumnWise, Triangle, Minimise, _problem.Constant,
                cost, columnLower, columnUpper, rowLower, rowUpper, starts, indices, values, quadraticStarts, quadraticIndices, quadraticValues, null) != Error;
        }
    }

    /// <summary>The numbers, or one that nobody reads, so that there is an address.</summary>
    private static ReadOnlySpan<T> Addressable<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged
        => numbers.IsEmpty ? new T[1] : numbers;

    private int Info(string name)
    {
        int value = 0;
        return HighsImports.IntInfo(_highs, name, &value) == Error ? 0 : Math.Max(0, value);
    }

    private void Release()
    {
        if (_highs != 0) HighsImports.Destroy(_highs);
        _highs = 0;
        if (_self.IsAllocated) _self.Free();
    }
}

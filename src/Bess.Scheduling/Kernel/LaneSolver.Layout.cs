using Bess.Optimization.LinearAlgebra.Dense;

namespace Bess.Scheduling.Kernel;

/// <content>The workspace: one pinned block, cut into padded vectors that start on cache lines.</content>
internal sealed unsafe partial class LaneSolver<TLanes>
{
    // Model in flat form.
    private double* _lower, _width, _free, _live, _cost, _matrix, _tailPrice, _baseline, _unit, _rho, _proxCenter, _identity;

    // Work vectors of the iteration.
    private double* _r2, _r1, _rcl, _rcu, _rc1, _f2, _f1, _dx2, _dx1, _dzl, _dzu, _dz1, _h2, _h1, _il, _iu, _i1;
    private double* _theta2, _center2, _theta1, _center1;
    private double* _beta, _kappa, _softKappa, _dxi, _dSoft, _dEta, _rowWork, _psi, _power, _levels, _kept;

    // The chain (vectors that are read one step back have room in front).
    private double* _i11, _i12, _i22, _variance, _covC, _covD, _gain, _gainVariance, _residual, _energyVariance;
    private double* _predicted, _predictedInverse, _filtered, _shrink, _smooth, _ratio, _loose;
    private double* _meanMinus, _mean, _walk, _cBar, _dBar, _gBar, _chunk;

    // The rows.
    private double* _schur, _observed, _noiseScale, _spread, _responseRows, _block, _ones, _rowVariance, _rowTotal, _energyForce, _softShift, _response;

    /// <summary>With null, counts the doubles that a layout takes; then cuts the block.</summary>
    private void LayOut()
    {
        double* end = null;
        Cut(ref end);
        var need = (int)((long)end / sizeof(double)) + 16;
        if (_arena.Length < need)
        {
            _arena = GC.AllocateArray<double>(need, pinned: true);
        }
        else
        {
            Array.Clear(_arena);
        }

        var at = (double*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _arena[0]);
        at = (double*)(((long)at + 63) & ~63L);
        Cut(ref at);
        for (var t = 0; t < _steps; t++)
        {
            _identity[((long)t * _stepStride) + t] = 1;
        }
    }

    private static double* Aligned(ref double* at, int length) => Take(ref at, DenseCholesky.PaddedLength(length));

    /// <summary>A vector with eight zeros in front.</summary>
    private double* WithLead(ref double* at) => Take(ref at, _stepStride + 16) + 8;

    private void Cut(ref double* at)
    {
        CutModel(ref at);
        CutIteration(ref at);
        CutChain(ref at);
        CutRows(ref at);
        CutNoise(ref at);
    }

    private void CutModel(ref double* at)
    {
        _lower = Aligned(ref at, _twoSided);
        _width = Aligned(ref at, _twoSided);
        _free = Aligned(ref at, _twoSided);
        _live = Aligned(ref at, _oneSided);
        _cost = Aligned(ref at, _steps);
        _tailPrice = Aligned(ref at, _rows);
        _baseline = Aligned(ref at, _rows);
        _unit = Aligned(ref at, _rows);
        _rho = Aligned(ref at, _steps);
        _proxCenter = Aligned(ref at, _steps);
        _identity = Aligned(ref at, _stepStride * _stepStride);
        _matrix = Aligned(ref at, _stepStride * _rowStride);
    }

    private void CutIteration(ref double* at)
    {
        _r2 = Aligned(ref at, _twoSided);
        _rcl = Aligned(ref at, _twoSided);
        _rcu = Aligned(ref at, _twoSided);
        _f2 = Aligned(ref at, _twoSided);
        _dx2 = Aligned(ref at, _twoSided);
        _dzl = Aligned(ref at, _twoSided);
        _dzu = Aligned(ref at, _twoSided);
        _h2 = Aligned(ref at, _twoSided);
        _il = Aligned(ref at, _twoSided);
        _iu = Aligned(ref at, _twoSided);
        _theta2 = Aligned(ref at, _twoSided);
        _center2 = Aligned(ref at, _twoSided);
        _r1 = Aligned(ref at, _oneSided);
        _rc1 = Aligned(ref at, _oneSided);
        _f1 = Aligned(ref at, _oneSided);
        _dx1 = Aligned(ref at, _oneSided);
        _dz1 = Aligned(ref at, _oneSided);
        _h1 = Aligned(ref at, _oneSided);
        _i1 = Aligned(ref at, _oneSided);
        _theta1 = Aligned(ref at, _oneSided);
        _center1 = Aligned(ref at, _oneSided);
        _beta = Aligned(ref at, _steps);
        _softKappa = Aligned(ref at, _steps);
        _dxi = Aligned(ref at, _steps);
        _dSoft = Aligned(ref at, _steps);
        _psi = Aligned(ref at, _steps);
        _power = WithLead(ref at);
        _levels = WithLead(ref at);
        _kept = Aligned(ref at, StorageState.LengthOf(StorageLayout.Of(_model)));
        _kappa = Aligned(ref at, _rows);
        _dEta = Aligned(ref at, _rows);
        _rowWork = Aligned(ref at, _rows);
    }

    private void CutChain(ref double* at)
    {
        _i11 = Aligned(ref at, _steps);
        _i12 = Aligned(ref at, _steps);
        _i22 = Aligned(ref at, _steps);
        _variance = Aligned(ref at, _steps);
        _covC = Aligned(ref at, _steps);
        _covD = Aligned(ref at, _steps);
        _gain = WithLead(ref at);
        _gainVariance = Aligned(ref at, _steps);
        _residual = Aligned(ref at, _steps);
        _energyVariance = Aligned(ref at, _steps);
        _predicted = Aligned(ref at, _steps);
        _predictedInverse = Aligned(ref at, _steps);
        _filtered = WithLead(ref at);
        _shrink = WithLead(ref at);
        _smooth = Aligned(ref at, _steps);
        _ratio = WithLead(ref at);
        _loose = Aligned(ref at, _steps);
        _meanMinus = Aligned(ref at, _steps);
        _mean = WithLead(ref at);
        _walk = WithLead(ref at);
        _cBar = Aligned(ref at, _steps);
        _dBar = Aligned(ref at, _steps);
        _gBar = Aligned(ref at, _steps);
        _chunk = Aligned(ref at, (16 * _steps) + 16) + 16;
    }

    private void CutRows(ref double* at)
    {
        _responseRows = Aligned(ref at, _stepStride * _rowStride);
        _observed = Aligned(ref at, 2 * _stepStride * _rowStride);
        _noiseScale = Aligned(ref at, _steps);
        _spread = Aligned(ref at, _steps);
        _schur = Aligned(ref at, (_rowStride + 4) * _rowStride);
        _block = Aligned(ref at, (_rowStride + 4) * _stepStride);
        _ones = Aligned(ref at, _rows);
        _rowVariance = Aligned(ref at, _rows);
        _rowTotal = Aligned(ref at, _rows);
        _energyForce = Aligned(ref at, _steps);
        _softShift = Aligned(ref at, _steps);
        _response = Aligned(ref at, (_stepStride + 4) * _stepStride);
    }
}

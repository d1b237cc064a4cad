using Bess.Optimization.LinearAlgebra.Dense;

namespace Bess.Scheduling.Kernel;

/// <summary>Structure-exploiting primal-dual interior point for <see cref="StorageModel"/>: one workspace, reused for any number of agents.</summary>
/// <remarks>
/// The energy balance is eliminated as a Gauss-Markov chain (a Kalman filter forward, a smoother backward), whose covariances are
/// sums and products of positive numbers, so that tight and free variables side by side lose no digits; CVaR and ramp rows are
/// then a J×J Schur complement (J = S, plus T − 1 with a ramp). Predictor-corrector after Mehrotra (1992). Nothing is allocated
/// by a solve once the workspace has the model's size. Not thread-safe: one a thread.
/// Files: this one binds a model; <c>.Chain</c> and <c>.Factor</c> are the linear algebra, <c>.Newton</c> the iteration,
/// <c>.Response</c> what coordination needs, <c>.Bound</c> the dual bound.
/// </remarks>
public sealed unsafe partial class StorageKernel
{
    private double[] _arena = [];
    private StorageModel? _bound;
    private ScenarioMatrix? _boundPrices;
    private (int, int, int, int) _shape;
    private StorageModel _model = null!;

    private int _steps;
    private int _scenarios;
    private int _rows;
    private int _rowStride;
    private int _stepStride;
    private int _twoSided;
    private int _oneSided;
    private int _soft;
    private double _dt;
    private double _etaC;
    private double _etaD;
    private double _wear;

    // Iterate (pointers into the state's block while a call runs).
    private double* _xl, _xu, _zl, _zu, _x1, _z1, _xi, _softEta, _eta, _zeta;

    // Model in flat form.
    private double* _lower, _width, _free, _cost, _penalty, _matrix, _tailPrice;

    // Work vectors.
    private double* _r2, _r1, _rcl, _rcu, _rc1, _f2, _f1, _dx2, _dx1, _dzl, _dzu, _dz1, _h2, _h1;
    private double* _theta2, _center2, _theta1, _center1, _rho, _proxCenter;
    private double* _beta, _kappa, _softKappa, _dxi, _dSoft, _dEta, _rowWork, _psi, _power;

    /// <summary>Number of Newton steps of the last call.</summary>
    public int LastIterations { get; private set; }

    private const int ChargeAt = 0;

    private int DischargeAt => _steps;

    private int EnergyAt => 2 * _steps;

    private int RampAt => 3 * _steps;

    private void Bind(StorageModel model, double* state)
    {
        if (!ReferenceEquals(_bound, model))
        {
            var shape = (model.Steps, model.Rows, model.TwoSided, model.OneSided);
            SetDimensions(model);
            if (shape != _shape)
            {
                LayOut();
                _shape = shape;
                _boundPrices = null;
            }

            FillModel();
            _bound = model;
        }

        var at = state;
        _xl = Take(ref at, _twoSided);
        _xu = Take(ref at, _twoSided);
        _zl = Take(ref at, _twoSided);
        _zu = Take(ref at, _twoSided);
        _x1 = Take(ref at, _oneSided);
        _z1 = Take(ref at, _oneSided);
        _xi = Take(ref at, _steps);
        _softEta = Take(ref at, _steps);
        _eta = Take(ref at, _rows);
        _zeta = at;
    }

    private static double* Take(ref double* at, int length)
    {
        var start = at;
        at += length;
        return start;
    }

    private void SetDimensions(StorageModel model)
    {
        _model = model;
        _steps = model.Steps;
        _scenarios = model.HasRisk ? model.Prices.Scenarios : 0;
        _rows = model.Rows;
        _rowStride = DenseCholesky.PaddedLength(_rows);
        _stepStride = DenseCholesky.PaddedLength(_steps);
        _twoSided = model.TwoSided;
        _oneSided = model.OneSided;
        _soft = model.SoftSign != 0 ? _steps : 0;
        _dt = model.Prices.TimeStepHours;
        _etaC = model.ChargeEfficiency;
        _etaD = model.DischargeEfficiency;
        _wear = (1 + model.RiskWeight) * model.DegradationPerMwh * _dt;
    }

    private void LayOut()
    {
        var padded = DenseCholesky.PaddedLength(_rows + 4);
        var need = (16 * (DenseCholesky.PaddedLength(_twoSided) + 8))
            + (10 * (DenseCholesky.PaddedLength(_oneSided) + 8))
            + (50 * (_stepStride + 8))
            + (10 * (padded + 8))
            + (3 * (_steps + 8) * (_rowStride + 8))
            + ((padded + 8) * (_rowStride + 8))
            + ((padded + 8) * (_stepStride + 8))
            + (2 * (_stepStride + 8) * (_stepStride + 8))
            + 512;
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
        LayOutModel(ref at);
        LayOutNewton(ref at);
        LayOutChain(ref at);
        LayOutDense(ref at, padded);
    }

    private static double* Aligned(ref double* at, int length) => Take(ref at, DenseCholesky.PaddedLength(length));

    private void LayOutModel(ref double* at)
    {
        _lower = Aligned(ref at, _twoSided);
        _width = Aligned(ref at, _twoSided);
        _free = Aligned(ref at, _twoSided);
        _cost = Aligned(ref at, _steps);
        _penalty = Aligned(ref at, _oneSided);
        _tailPrice = Aligned(ref at, _rows);
        _rho = Aligned(ref at, _steps);
        _proxCenter = Aligned(ref at, _steps);
    }

    private void LayOutNewton(ref double* at)
    {
        _r2 = Aligned(ref at, _twoSided);
        _rcl = Aligned(ref at, _twoSided);
        _rcu = Aligned(ref at, _twoSided);
        _f2 = Aligned(ref at, _twoSided);
        _dx2 = Aligned(ref at, _twoSided);
        _dzl = Aligned(ref at, _twoSided);
        _dzu = Aligned(ref at, _twoSided);
        _h2 = Aligned(ref at, _twoSided);
        _theta2 = Aligned(ref at, _twoSided);
        _center2 = Aligned(ref at, _twoSided);
        _r1 = Aligned(ref at, _oneSided);
        _rc1 = Aligned(ref at, _oneSided);
        _f1 = Aligned(ref at, _oneSided);
        _dx1 = Aligned(ref at, _oneSided);
        _dz1 = Aligned(ref at, _oneSided);
        _h1 = Aligned(ref at, _oneSided);
        _theta1 = Aligned(ref at, _oneSided);
        _center1 = Aligned(ref at, _oneSided);
        _beta = Aligned(ref at, _steps);
        _softKappa = Aligned(ref at, _steps);
        _dxi = Aligned(ref at, _steps);
        _dSoft = Aligned(ref at, _steps);
        _psi = Aligned(ref at, _steps);
        _power = Aligned(ref at, _steps);
        _kappa = Aligned(ref at, _rows);
        _dEta = Aligned(ref at, _rows);
        _rowWork = Aligned(ref at, _rows);
    }

    /// <summary>Bounds, costs and the row matrix of the bound model; everything that a solve does not change.</summary>
    private void FillModel()
    {
        var model = _model;
        for (var t = 0; t < _steps; t++)
        {
            SetRange(ChargeAt + t, 0, model.ChargeLimitMw[t]);
            SetRange(DischargeAt + t, 0, model.DischargeLimitMw[t]);
            SetRange(EnergyAt + t, model.LowerEnergyMwh[t], model.UpperEnergyMwh[t]);
            _cost[t] = -model.Prices.ExpectedPerMw[t];
        }

        if (model.TerminalEnergyMwh is { } terminal)
        {
            SetRange(EnergyAt + _steps - 1, terminal, terminal);
        }

        for (var t = 0; model.HasRamp && t < _steps; t++)
        {
            var limit = t == 0 ? 0 : model.RampLimitMw!.Value;
            SetRange(RampAt + t, -limit, limit);
        }

        for (var s = 0; s < _scenarios; s++)
        {
            _tailPrice[s] = model.RiskWeight * model.Prices.Probabilities.Span[s] / model.TailShare;
            _penalty[s] = _tailPrice[s];
        }

        for (var t = 0; t < _soft; t++)
        {
            _penalty[(2 * _scenarios) + t] = model.SoftPricePerMwh;
        }

        if (!ReferenceEquals(_boundPrices, model.Prices))
        {
            FillRowMatrix();
            _boundPrices = model.Prices;
        }

        CountTerms();
    }

    private void SetRange(int index, double lower, double upper)
    {
        _lower[index] = lower;
        _width[index] = upper - lower;
        _free[index] = upper > lower ? 1 : 0;
    }

    private void FillRowMatrix()
    {
        var source = _model.Prices.Transposed;
        for (var t = 0; t < _steps; t++)
        {
            for (var s = 0; s < _scenarios; s++)
            {
                _matrix[((long)t * _rowStride) + s] = source[(t * _model.Prices.Stride) + s];
            }
        }

        for (var t = 1; _model.HasRamp && t < _steps; t++)
        {
            var row = _scenarios + t - 1;
            _matrix[((long)t * _rowStride) + row] = 1;
            _matrix[((long)(t - 1) * _rowStride) + row] = -1;
        }
    }

    private void CountTerms()
    {
        var count = _oneSided;
        for (var i = 0; i < _twoSided; i++)
        {
            count += _free[i] > 0 ? 2 : 0;
        }

        _model.CountBarrierTerms(count);
    }
}

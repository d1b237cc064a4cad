using Bess.Optimization.LinearAlgebra.Dense;

namespace Bess.Scheduling.Kernel;

/// <summary>The kernel's computations, written once for every vector width.</summary>
/// <remarks>
/// The energy balance is eliminated as a Gauss-Markov chain (a Kalman filter forward, a smoother backward), whose covariances are
/// sums and products of positive numbers, so that tight and free variables side by side lose no digits. The J CVaR and ramp
/// rows are then a J×J Schur complement, or, where J is large against T, an observation of the chain's 2T noises. Predictor-
/// corrector after Mehrotra (1992).
/// Files: this one binds a model, <c>.Layout</c> cuts the workspace; <c>.Chain</c>, <c>.Factor</c>, <c>.Rows</c> and <c>.Noise</c>
/// are the linear algebra, <c>.Barrier</c> and <c>.Newton</c> the iteration, <c>.Response</c> and <c>.Describe</c> what
/// coordination needs, <c>.Bound</c> the dual bound.
/// </remarks>
/// <typeparam name="TLanes">Vector width.</typeparam>
internal sealed unsafe partial class LaneSolver<TLanes> : StorageSolver
    where TLanes : struct, ILanes<TLanes>
{
    private double[] _arena = [];
    private StorageModel? _bound;
    private ScenarioMatrix? _boundPrices;
    private StorageLayout _layout;
    private StorageModel _model = null!;

    private int _steps;
    private int _scenarios;
    private int _scenarioStride;
    private int _firstRamp;
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

    private const int ChargeAt = 0;

    private int DischargeAt => _stepStride;

    private int EnergyAt => 2 * _stepStride;

    /// <summary>The power difference of step 1 stands here, since step 0 has none.</summary>
    private int RampAt => 3 * _stepStride;

    private int TailAt => _scenarioStride;

    private int SoftAt => 2 * _scenarioStride;

    private int SoftSlackAt => SoftAt + _stepStride;

    private void Bind(StorageModel model, double* state)
    {
        if (!ReferenceEquals(_bound, model))
        {
            var layout = StorageLayout.Of(model);
            SetDimensions(model, layout);
            if (_bound is null || layout != _layout)
            {
                LayOut();
                _layout = layout;
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
        _xi = Take(ref at, _stepStride);
        _softEta = Take(ref at, _stepStride);
        _eta = Take(ref at, _rowStride);
        _zeta = at;
    }

    private static double* Take(ref double* at, int length)
    {
        var start = at;
        at += length;
        return start;
    }

    private void SetDimensions(StorageModel model, StorageLayout layout)
    {
        _model = model;
        _steps = layout.Steps;
        _stepStride = layout.StepStride;
        _scenarios = layout.Scenarios;
        _scenarioStride = layout.ScenarioStride;
        _firstRamp = layout.FirstRampRow;
        _rows = layout.Rows;
        _rowStride = layout.RowStride;
        _twoSided = layout.TwoSided;
        _oneSided = layout.OneSided;
        _soft = layout.HasSoft ? _steps : 0;
        _dt = model.Prices.TimeStepHours;
        _etaC = model.ChargeEfficiency;
        _etaD = model.DischargeEfficiency;
        _wear = (1 + model.RiskWeight) * model.DegradationPerMwh * _dt;
    }

    /// <summary>Bounds, costs and the row matrix of the bound model; everything that a solve does not change.</summary>
    private void FillModel()
    {
        var model = _model;
        new Span<double>(_free, _twoSided).Clear();
        new Span<double>(_live, _oneSided).Clear();
        for (var t = 0; t < _steps; t++)
        {
            SetRange(ChargeAt + t, 0, model.ChargeLimitMw[t]);
            SetRange(DischargeAt + t, 0, model.DischargeLimitMw[t]);
            SetRange(EnergyAt + t, model.LowerEnergyMwh[t], model.UpperEnergyMwh[t]);
            _cost[t] = -model.Prices.ExpectedPerMw[t];
        }

        _levels[-1] = model.InitialEnergyMwh;
        if (model.TerminalEnergyMwh is { } terminal)
        {
            SetRange(EnergyAt + _steps - 1, terminal, terminal);
        }

        for (var t = 1; model.HasRamp && t < _steps; t++)
        {
            SetRange(RampAt + t - 1, -model.RampLimitMw!.Value, model.RampLimitMw.Value);
        }

        for (var s = 0; s < _scenarios; s++)
        {
            _tailPrice[s] = model.RiskWeight * model.Prices.Probabilities.Span[s] / model.TailShare;
            _baseline[s] = model.BaselineProfit[s];
            (_live[s], _live[TailAt + s], _unit[s]) = (1, 1, 1);
        }

        for (var t = 0; t < _soft; t++)
        {
            (_live[SoftAt + t], _live[SoftSlackAt + t]) = (1, 1);
        }

        if (!ReferenceEquals(_boundPrices, model.Prices))
        {
            FillRowMatrix();
            _boundPrices = model.Prices;
        }

        CountTerms();
        _moneyScale = MoneyScale([]);
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
                SetRow(s, t, source[(t * _model.Prices.Stride) + s]);
            }
        }

        for (var t = 1; _model.HasRamp && t < _steps; t++)
        {
            SetRow(_firstRamp + t - 1, t, 1);
            SetRow(_firstRamp + t - 1, t - 1, -1);
        }
    }

    private void SetRow(int row, int step, double value)
    {
        _matrix[((long)step * _rowStride) + row] = value;
        if (_canObserve)
        {
            _rowsByStep[((long)row * _stepStride) + step] = value;
        }
    }

    private void CountTerms()
    {
        var count = 0.0;
        for (var i = 0; i < _oneSided; i++)
        {
            count += _live[i];
        }

        for (var i = 0; i < _twoSided; i++)
        {
            count += 2 * _free[i];
        }

        _model.CountBarrierTerms((int)count);
    }
}

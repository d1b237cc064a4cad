namespace Bess.Scheduling.Kernel;

/// <content>A lower bound that holds for any multipliers.</content>
internal sealed unsafe partial class LaneSolver<TLanes>
{
    /// <summary>Lagrangian bound of min f + yᵀp: row multipliers are projected to their feasible set, then each variable takes its cheaper end.</summary>
    /// <remarks>Weak duality over the box of c, d, e: valid whatever the iterate, tight at a centred one.</remarks>
    private double DualBound(ReadOnlySpan<double> price)
    {
        ProjectTailMultipliers(_rowWork);
        var bound = -_xi[0] * _model.InitialEnergyMwh;
        for (var s = 0; s < _scenarios; s++)
        {
            bound += _rowWork[s] * _baseline[s];
        }

        for (var j = _firstRamp; j < _rows; j++)
        {
            _rowWork[j] = _eta[j];
            bound -= Math.Abs(_eta[j]) * _width[RampAt] / 2;
        }

        if (_rows > 0)
        {
            RowDots(_matrix, _rowWork, _steps, _rowStride, _psi);
        }
        else
        {
            new Span<double>(_psi, _steps).Clear();
        }

        for (var t = 0; t < _steps; t++)
        {
            var force = _cost[t] + price[t] - _psi[t];
            bound += Math.Max(0, _width[ChargeAt + t]) * Math.Min(0, -force + _wear - (_dt * _etaC * _xi[t]));
            bound += Math.Max(0, _width[DischargeAt + t]) * Math.Min(0, force + _wear + (_dt / _etaD * _xi[t]));
            var slope = _xi[t] - (t + 1 < _steps ? _xi[t + 1] : _model.TerminalValuePerMwh);
            if (_soft > 0)
            {
                var eta = Math.Clamp(_softEta[t], 0, _model.SoftPricePerMwh);
                slope -= _model.SoftSign * eta;
                bound += _model.SoftSign * eta * _model.SoftBoundMwh;
            }

            bound += slope * (slope >= 0 ? _lower[EnergyAt + t] : _lower[EnergyAt + t] + _width[EnergyAt + t]);
        }

        return bound;
    }

    /// <summary>Nearest simple point of {0 ≤ η_s ≤ λ w_s / α, Σ η = λ}.</summary>
    private void ProjectTailMultipliers(double* result)
    {
        Clear(result, 0, _rowStride);
        if (_scenarios == 0)
        {
            return;
        }

        double sum = 0, room = 0;
        for (var s = 0; s < _scenarios; s++)
        {
            result[s] = Math.Clamp(_eta[s], 0, _tailPrice[s]);
            sum += result[s];
            room += _tailPrice[s] - result[s];
        }

        var missing = _model.RiskWeight - sum;
        for (var s = 0; s < _scenarios; s++)
        {
            result[s] = missing >= 0
                ? result[s] + (room > 0 ? missing * (_tailPrice[s] - result[s]) / room : 0)
                : result[s] * (_model.RiskWeight / sum);
        }
    }
}

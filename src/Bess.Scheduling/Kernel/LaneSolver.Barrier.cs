namespace Bess.Scheduling.Kernel;

/// <content>Element by element: weights, complementarity, steps. Fixed variables and padding are masked to zero.</content>
internal sealed unsafe partial class LaneSolver<TLanes>
{
    /// <summary>Stands in for the slacks of a fixed variable and of padding: small enough to count as zero, large enough to divide by.</summary>
    private const double FixedSlack = 1e-150;

    private const double Huge = 1e300;

    /// <summary>Whether the last weights hold the proximal term.</summary>
    private bool _isProximal;

    /// <summary>A size of money of the bound model.</summary>
    private double _moneyScale;

    /// <summary>Inverse slacks and diagonal weights at the current iterate.</summary>
    private void Weights(bool proximal)
    {
        _isProximal = proximal;
        var one = TLanes.Create(1);
        for (var i = 0; i < _twoSided; i += TLanes.Count)
        {
            var lower = one / TLanes.Load(_xl + i);
            var upper = one / TLanes.Load(_xu + i);
            lower.Store(_il + i);
            upper.Store(_iu + i);
            var weight = (TLanes.Load(_zl + i) * lower) + (TLanes.Load(_zu + i) * upper);
            (proximal ? weight + TLanes.Load(_theta2 + i) : weight).Store(_h2 + i);
        }

        for (var i = 0; i < _oneSided; i += TLanes.Count)
        {
            var inverse = one / TLanes.Load(_x1 + i);
            inverse.Store(_i1 + i);
            var weight = TLanes.Load(_z1 + i) * inverse;
            (proximal ? weight + TLanes.Load(_theta1 + i) : weight).Store(_h1 + i);
        }
    }

    /// <summary>Complementarity right-hand sides for a target μ, with the second-order term of the last direction if asked.</summary>
    private void Targets(double target, double mean, bool secondOrder, double limitFactor)
    {
        var limit = secondOrder ? limitFactor * Math.Max(target, mean) : 0;
        var (least, most, aim) = (TLanes.Create(-limit), TLanes.Create(limit), TLanes.Create(target));
        var zero = TLanes.Create(0);
        for (var i = 0; i < _twoSided; i += TLanes.Count)
        {
            var mask = TLanes.Load(_free + i);
            var lower = aim - (TLanes.Load(_xl + i) * TLanes.Load(_zl + i));
            var upper = aim - (TLanes.Load(_xu + i) * TLanes.Load(_zu + i));
            if (secondOrder)
            {
                var move = TLanes.Load(_dx2 + i);
                lower -= TLanes.Max(least, TLanes.Min(most, move * TLanes.Load(_dzl + i)));
                upper += TLanes.Max(least, TLanes.Min(most, move * TLanes.Load(_dzu + i)));
            }

            lower *= mask;
            upper *= mask;
            lower.Store(_rcl + i);
            upper.Store(_rcu + i);
            (zero - TLanes.Load(_r2 + i) + (lower * TLanes.Load(_il + i)) - (upper * TLanes.Load(_iu + i))).Store(_f2 + i);
        }

        for (var i = 0; i < _oneSided; i += TLanes.Count)
        {
            var value = aim - (TLanes.Load(_x1 + i) * TLanes.Load(_z1 + i));
            if (secondOrder)
            {
                value -= TLanes.Max(least, TLanes.Min(most, TLanes.Load(_dx1 + i) * TLanes.Load(_dz1 + i)));
            }

            value *= TLanes.Load(_live + i);
            value.Store(_rc1 + i);
            ((value * TLanes.Load(_i1 + i)) - TLanes.Load(_r1 + i)).Store(_f1 + i);
        }
    }

    /// <summary>Solves for the direction of the right-hand sides of <see cref="Targets"/>.</summary>
    private void Direction(bool balanced)
    {
        _dZeta = SolveNewton(_tailResidual, balanced);
        for (var i = 0; i < _twoSided; i += TLanes.Count)
        {
            var move = TLanes.Load(_dx2 + i) * TLanes.Load(_free + i);
            move.Store(_dx2 + i);
            ((TLanes.Load(_rcl + i) - (TLanes.Load(_zl + i) * move)) * TLanes.Load(_il + i)).Store(_dzl + i);
            ((TLanes.Load(_rcu + i) + (TLanes.Load(_zu + i) * move)) * TLanes.Load(_iu + i)).Store(_dzu + i);
        }

        for (var i = 0; i < _oneSided; i += TLanes.Count)
        {
            var move = TLanes.Load(_dx1 + i) * TLanes.Load(_live + i);
            move.Store(_dx1 + i);
            ((TLanes.Load(_rc1 + i) - (TLanes.Load(_z1 + i) * move)) * TLanes.Load(_i1 + i)).Store(_dz1 + i);
        }

        TightTailDuals();
    }

    /// <summary>Where a scenario sits at the kink, u or w is far smaller than the rounding of its row: its dual comes from stationarity instead.</summary>
    private void TightTailDuals()
    {
        var scale = TLanes.Create(_moneyScale);
        for (var s = 0; s < _scenarioStride; s += TLanes.Count)
        {
            var (eta, limit) = (TLanes.Load(_dEta + s), TLanes.Load(_tailPrice + s));
            var (u, w) = (TLanes.Load(_r1 + s) - eta, TLanes.Load(_r1 + TailAt + s) + eta);
            if (_isProximal)
            {
                u = TLanes.MultiplyAdd(TLanes.Load(_theta1 + s), TLanes.Load(_dx1 + s), u);
                w = TLanes.MultiplyAdd(TLanes.Load(_theta1 + TailAt + s), TLanes.Load(_dx1 + TailAt + s), w);
            }

            TLanes.WherePositive((TLanes.Load(_h1 + s) * scale) - limit, u, TLanes.Load(_dz1 + s)).Store(_dz1 + s);
            TLanes.WherePositive((TLanes.Load(_h1 + TailAt + s) * scale) - limit, w, TLanes.Load(_dz1 + TailAt + s)).Store(_dz1 + TailAt + s);
        }
    }

    /// <summary>Largest step that keeps everything nonnegative; infinite steps are cut at 1e30.</summary>
    private double StepToBoundary()
    {
        var zero = TLanes.Create(0);
        var worst = TLanes.Create(1e-30);
        for (var i = 0; i < _twoSided; i += TLanes.Count)
        {
            var move = TLanes.Load(_dx2 + i);
            var slack = TLanes.Max((zero - move) * TLanes.Load(_il + i), move * TLanes.Load(_iu + i));
            var dual = TLanes.Max((zero - TLanes.Load(_dzl + i)) / TLanes.Load(_zl + i), (zero - TLanes.Load(_dzu + i)) / TLanes.Load(_zu + i));
            worst = TLanes.Max(TLanes.Max(slack, dual), worst);
        }

        for (var i = 0; i < _oneSided; i += TLanes.Count)
        {
            var slack = (zero - TLanes.Load(_dx1 + i)) * TLanes.Load(_i1 + i);
            worst = TLanes.Max(TLanes.Max(slack, (zero - TLanes.Load(_dz1 + i)) / TLanes.Load(_z1 + i)), worst);
        }

        return 1 / worst.Largest();
    }

    /// <summary>Largest relative change of any slack or multiplier by the direction.</summary>
    private double RelativeChange()
    {
        var zero = TLanes.Create(0);
        var worst = zero;
        for (var i = 0; i < _twoSided; i += TLanes.Count)
        {
            var move = TLanes.Load(_dx2 + i);
            move = TLanes.Max(move, zero - move);
            worst = TLanes.Max(TLanes.Max(move / TLanes.Load(_xl + i), move / TLanes.Load(_xu + i)), worst);
            var (lower, upper) = (TLanes.Load(_dzl + i), TLanes.Load(_dzu + i));
            lower = TLanes.Max(lower, zero - lower) / TLanes.Load(_zl + i);
            upper = TLanes.Max(upper, zero - upper) / TLanes.Load(_zu + i);
            worst = TLanes.Max(TLanes.Max(lower, upper), worst);
        }

        for (var i = 0; i < _oneSided; i += TLanes.Count)
        {
            var (move, dual) = (TLanes.Load(_dx1 + i), TLanes.Load(_dz1 + i));
            move = TLanes.Max(move, zero - move) / TLanes.Load(_x1 + i);
            dual = TLanes.Max(dual, zero - dual) / TLanes.Load(_z1 + i);
            worst = TLanes.Max(TLanes.Max(move, dual), worst);
        }

        return worst.Largest();
    }

    /// <summary>Mean and smallest of the complementarity products after a step.</summary>
    private (double Mean, double Least) Complementarity(double step)
    {
        var (length, huge) = (TLanes.Create(step), TLanes.Create(Huge));
        var (sum, least) = (TLanes.Create(0), TLanes.Create(Huge));
        for (var i = 0; i < _twoSided; i += TLanes.Count)
        {
            var mask = TLanes.Load(_free + i);
            var move = length * TLanes.Load(_dx2 + i);
            var lower = (TLanes.Load(_xl + i) + move) * TLanes.MultiplyAdd(length, TLanes.Load(_dzl + i), TLanes.Load(_zl + i));
            var upper = (TLanes.Load(_xu + i) - move) * TLanes.MultiplyAdd(length, TLanes.Load(_dzu + i), TLanes.Load(_zu + i));
            sum = TLanes.MultiplyAdd(mask, lower + upper, sum);
            least = TLanes.Min(TLanes.WherePositive(mask, TLanes.Min(lower, upper), huge), least);
        }

        for (var i = 0; i < _oneSided; i += TLanes.Count)
        {
            var mask = TLanes.Load(_live + i);
            var product = TLanes.MultiplyAdd(length, TLanes.Load(_dx1 + i), TLanes.Load(_x1 + i))
                * TLanes.MultiplyAdd(length, TLanes.Load(_dz1 + i), TLanes.Load(_z1 + i));
            sum = TLanes.MultiplyAdd(mask, product, sum);
            least = TLanes.Min(TLanes.WherePositive(mask, product, huge), least);
        }

        return (sum.Sum() / _model.BarrierTerms, least.Least());
    }

    /// <summary>The current mean of the products; it does not look at the direction.</summary>
    private double CurrentMean()
    {
        var sum = TLanes.Create(0);
        for (var i = 0; i < _twoSided; i += TLanes.Count)
        {
            var both = (TLanes.Load(_xl + i) * TLanes.Load(_zl + i)) + (TLanes.Load(_xu + i) * TLanes.Load(_zu + i));
            sum = TLanes.MultiplyAdd(TLanes.Load(_free + i), both, sum);
        }

        for (var i = 0; i < _oneSided; i += TLanes.Count)
        {
            sum = TLanes.MultiplyAdd(TLanes.Load(_live + i), TLanes.Load(_x1 + i) * TLanes.Load(_z1 + i), sum);
        }

        return sum.Sum() / _model.BarrierTerms;
    }

    private void Move(double step)
    {
        for (var i = 0; i < _twoSided; i += TLanes.Count)
        {
            var move = TLanes.Create(step) * TLanes.Load(_dx2 + i);
            (TLanes.Load(_xl + i) + move).Store(_xl + i);
            (TLanes.Load(_xu + i) - move).Store(_xu + i);
        }

        AddScaled(_zl, _dzl, step, _twoSided);
        AddScaled(_zu, _dzu, step, _twoSided);
        AddScaled(_x1, _dx1, step, _oneSided);
        AddScaled(_z1, _dz1, step, _oneSided);
        AddScaled(_xi, _dxi, step, _stepStride);
        AddScaled(_eta, _dEta, step, _rowStride);
        if (_soft > 0)
        {
            AddScaled(_softEta, _dSoft, step, _stepStride);
        }

        *_zeta += step * _dZeta;
    }

    private void ScaleDirection(double factor)
    {
        Scale(_dx2, factor, _twoSided);
        Scale(_dzl, factor, _twoSided);
        Scale(_dzu, factor, _twoSided);
        Scale(_dx1, factor, _oneSided);
        Scale(_dz1, factor, _oneSided);
    }

    private static void Scale(double* target, double factor, int paddedLength)
    {
        var scale = TLanes.Create(factor);
        for (var i = 0; i < paddedLength; i += TLanes.Count)
        {
            (scale * TLanes.Load(target + i)).Store(target + i);
        }
    }
}

using System.Diagnostics;
using Bess.Forecasting.Accuracy;
using Bess.Forecasting.Boosting;
using Bess.Forecasting.Features;
using Bess.Forecasting.Regression;

namespace Bess.Forecasting.Models;

/// <summary>Forecasts day after day as it would have been done: each with what was known at its decision, learning from what came since.</summary>
internal sealed class Roll
{
    /// <summary>Days that must lie before the first forecast: the week of lags and three weeks to learn from.</summary>
    public const int LeastHistoryDays = 28;

    private const int WaitDays = 3;
    private const int SelectionDays = 91;
    private const int CountRefreshes = 4;

    // The mean of several is the steadier choice: another one must have been clearly better.
    private const double ClearlyBetter = 0.98;

    private readonly ForecastOptions _options;
    private readonly FeatureBuilder _builder;
    private readonly TrainingDays _history;
    private readonly LearTrainer[] _trainers;
    private readonly HeadSet _heads;
    private readonly List<ForecastDay> _known = [];
    private readonly List<double[]> _losses = [];
    private readonly Queue<ForecastDay> _open = new();
    private readonly long[] _ticks = new long[4];
    private LearWindow?[] _lear;
    private QuantileTrees? _trees;
    private int[]? _treeCounts;
    private int _treeTrainings;
    private int _treesTrainedOn = int.MinValue / 2;
    private int _learTrainedOn = int.MinValue / 2;
    private ForecastDay? _last;

    public Roll(MarketData data, ForecastOptions options)
    {
        _options = options;
        _builder = new FeatureBuilder(data);
        _history = new TrainingDays(_builder);
        _trainers = [.. options.Lear.WindowDays.Select(days => new LearTrainer(days, options.Lear))];
        _lear = new LearWindow?[_trainers.Length];
        _heads = new HeadSet(_trainers.Length, [.. options.Levels], options.Calibration, options.Averaging, options.Conformal);
    }

    public FeatureBuilder Builder => _builder;

    public HeadSet Heads => _heads;

    public MemberSet Members => new(_lear, _trees);

    /// <summary>Days with a forecast that could be learnt from so far.</summary>
    public int KnownCount => _known.Count;

    public StageTimes Times => new(Seconds(0), Seconds(1), Seconds(2), Seconds(3));

    /// <summary>First day of the warm-up before a day.</summary>
    public int WarmUpFrom(int day) => Math.Max(_builder.Target.FirstDay + LeastHistoryDays, day - _options.WarmUpDays);

    /// <summary>Forecasts the next day; null when nothing at all is known of it.</summary>
    public ForecastDay? Step(int day)
    {
        Learn(day);
        var at = Stopwatch.GetTimestamp();
        var row = _builder.Row(day);
        Took(0, ref at);
        if (row is null)
            return Fallback(day);
        var members = Members.Predict(row);
        var (raw, calibrated) = _heads.Predict(members, row.Scale);
        _last = new ForecastDay { Day = day, Row = row, Members = members, Raw = raw, Calibrated = calibrated };
        _open.Enqueue(_last);
        Took(3, ref at);
        return _last;
    }

    /// <summary>Takes in what is known at the decision of a day and trains on it.</summary>
    public void Learn(int day)
    {
        var at = Stopwatch.GetTimestamp();
        var decision = _builder.DecisionOn(day);
        _history.Grow(day, decision);
        Took(0, ref at);
        Resolve(day, decision);
        Took(3, ref at);
        TrainLear(day);
        Took(1, ref at);
        TrainTrees(day);
        Took(2, ref at);
        _heads.Fit(_known);
        Took(3, ref at);
    }

    /// <summary>The kind that had the least pinball loss of the last days known so far; the blend, unless another one was better by more than 2 %.</summary>
    public ModelKind Best()
    {
        var from = Math.Max(0, _losses.Count - SelectionDays);
        var best = ModelKind.Blend;
        var least = double.PositiveInfinity;
        for (var kind = ModelKind.Lear; kind < ModelKind.Bess; kind++)
        {
            var sum = 0.0;
            for (var i = from; i < _losses.Count; i++)
                sum += _losses[i][(int)kind];
            if (kind == ModelKind.Blend ? sum * ClearlyBetter <= least : sum < least)
                (best, least) = (kind, sum);
        }

        return best;
    }

    private ForecastDay? Fallback(int day)
    {
        if (_last is null)
            return null;
        // The rule for a day of which too little is known: the latest forecast stands for it.
        return new ForecastDay
        {
            Day = day,
            Row = _last.Row,
            Members = _last.Members,
            Raw = _last.Raw,
            Calibrated = _last.Calibrated,
            IsFallback = true,
        };
    }

    private void Resolve(int day, long decision)
    {
        while (_open.TryPeek(out var open) && open.Day < day)
        {
            var actual = _builder.Actual(open.Day, decision);
            var isWhole = actual.Count(value => !double.IsNaN(value)) >= DayCalendar.Slots - 1;
            if (!isWhole && day - open.Day <= WaitDays)
                return;
            _open.Dequeue();
            if (!isWhole)
                continue;
            open.Actual = actual;
            _heads.Observe(open);
            _known.Add(open);
            _losses.Add([.. open.Calibrated.Select(quantiles => QuantileLoss.OfDay(quantiles, _heads.Levels, actual))]);
        }
    }

    private void TrainLear(int day)
    {
        if (day - _learTrainedOn < _options.Lear.EveryDays)
            return;
        _learTrainedOn = day;
        var lear = new LearWindow?[_trainers.Length];
        for (var w = 0; w < lear.Length; w++)
        {
            // A window that reaches no further back than the one before it would say the same.
            var isSame = w > 0 && _history.IndexFrom(day - _trainers[w].WindowDays) == _history.IndexFrom(day - _trainers[w - 1].WindowDays);
            lear[w] = isSame ? lear[w - 1] : _trainers[w].Train(_history, day);
        }

        _lear = lear;
    }

    private void TrainTrees(int day)
    {
        if (day - _treesTrainedOn < _options.Boosting.EveryDays)
            return;
        _treesTrainedOn = day;
        var counts = _treeTrainings++ % CountRefreshes == 0 ? null : _treeCounts;
        _trees = QuantileTrees.Train(_history, day, _options.Boosting, _options.Seed, counts) ?? _trees;
        _treeCounts = _trees?.TreeCounts;
    }

    private double Seconds(int stage) => Stopwatch.GetElapsedTime(0, _ticks[stage]).TotalSeconds;

    private void Took(int stage, ref long since)
    {
        var now = Stopwatch.GetTimestamp();
        _ticks[stage] += now - since;
        since = now;
    }
}

using Bess.Forecasting.Boosting;
using Bess.Forecasting.Conformal;
using Bess.Forecasting.Persistence;
using Bess.Forecasting.Regression;

namespace Bess.Forecasting.Models;

/// <summary>A head and a calibration for each kind of model, in the order of <see cref="ModelKind"/>.</summary>
internal sealed class HeadSet
{
    /// <summary>Number of kinds with a head of their own: all but the choice among them.</summary>
    public const int Count = (int)ModelKind.Bess;

    private const int ErrorDays = 91;

    private readonly IQuantileHead[] _heads;
    private readonly ICalibrator[] _calibrators;

    public HeadSet(int learCount, double[] levels, CalibrationKind calibration, AveragingOptions averaging, ConformalOptions conformal)
    {
        (Levels, Calibration) = (levels, calibration);
        var members = MemberSet.FirstLear + learCount + QuantileTrees.Levels.Length;
        IQuantileHead Baseline(int index) => new ResidualHead(index, 1, members, levels, ErrorDays);
        var lear = new ResidualHead(MemberSet.FirstLear, learCount, members, levels, ErrorDays);
        var trees = new TreesHead(MemberSet.FirstLear + learCount, members, levels);
        var qra = new AveragingHead(learCount, levels, averaging);
        _heads = [Baseline(0), Baseline(1), Baseline(2), lear, trees, qra, new BlendHead(lear, trees, qra)];
        _calibrators = [.. Enumerable.Range(0, Count).Select(_ => calibration switch
        {
            CalibrationKind.Split => new SplitConformal(levels, conformal.WindowDays),
            CalibrationKind.Adaptive => new AdaptiveConformal(levels, conformal.Rate),
            _ => (ICalibrator)new NoCalibration(),
        })];
    }

    public double[] Levels { get; }

    public CalibrationKind Calibration { get; }

    public void Fit(IReadOnlyList<ForecastDay> known)
    {
        foreach (var head in _heads)
            head.Fit(known);
    }

    public void Observe(ForecastDay day)
    {
        for (var h = 0; h < Count; h++)
            _calibrators[h].Observe(day.Raw[h], day.Actual, day.Row.Scale);
    }

    /// <summary>Quantiles of all heads, before and after calibration.</summary>
    public (double[][] Raw, double[][] Calibrated) Predict(double[] members, double scale)
    {
        var (raw, calibrated) = (new double[Count][], new double[Count][]);
        for (var h = 0; h < Count; h++)
        {
            raw[h] = new double[MemberSet.Slots * Levels.Length];
            _heads[h].Predict(members, scale, raw[h]);
            ConformalHours.Rearrange(raw[h], Levels.Length);
            calibrated[h] = (double[])raw[h].Clone();
            _calibrators[h].Calibrate(calibrated[h], scale);
        }

        return (raw, calibrated);
    }

    public void Write(ModelWriter writer)
    {
        foreach (var head in _heads)
            head.Write(writer);
        foreach (var calibrator in _calibrators)
            calibrator.Write(writer);
    }

    public void Read(ModelReader reader)
    {
        foreach (var head in _heads)
            head.Read(reader);
        foreach (var calibrator in _calibrators)
            calibrator.Read(reader);
    }
}

using Bess.Domain;
using Bess.Domain.Series;
using Bess.Forecasting.Features;

namespace Bess.Forecasting.Models;

/// <summary>A model that was trained at one instant and forecasts any later day without learning more.</summary>
/// <remarks>
/// A saved model is read back bit for bit: the same data give the same forecast. It holds the members, the heads, the calibration and what
/// features it needs. Immutable and thread-safe.
/// </remarks>
public sealed class TrainedModel
{
    private readonly MemberSet _members;
    private readonly HeadSet _heads;

    internal TrainedModel(
        ModelKind kind, ModelKind chosen, SeriesId target, IReadOnlyList<SeriesId> features, DecisionRule decision, DateOnly trainedFor, MemberSet members, HeadSet heads)
    {
        (Kind, Chosen, Target, Features, Decision, TrainedFor) = (kind, chosen, target, features, decision, trainedFor);
        (_members, _heads) = (members, heads);
    }

    /// <summary>The model that was asked for.</summary>
    public ModelKind Kind { get; }

    /// <summary>The kind that it stands for.</summary>
    public ModelKind Chosen { get; }

    /// <summary>What it forecasts.</summary>
    public SeriesId Target { get; }

    /// <summary>Other series that it reads, in order.</summary>
    public IReadOnlyList<SeriesId> Features { get; }

    /// <summary>When a day is forecast.</summary>
    public DecisionRule Decision { get; }

    /// <summary>The day at whose decision it was trained.</summary>
    public DateOnly TrainedFor { get; }

    /// <summary>Probabilities of the quantiles.</summary>
    public IReadOnlyList<double> Levels => _heads.Levels;

    internal MemberSet Members => _members;

    internal HeadSet Heads => _heads;

    /// <summary>Forecasts a day.</summary>
    /// <param name="data">The data; nothing published after the decision is read. Series that the model does not need are ignored.</param>
    /// <param name="day">Local day of delivery; not before the one it was trained for.</param>
    /// <param name="step">Step of the forecast; one hour or a divisor of it; null for one hour.</param>
    /// <returns>The forecast, or all faults: another series, a series that is missing, an earlier day, too little known.</returns>
    public Validated<QuantileForecast> Forecast(MarketData data, DateOnly day, TimeSpan? step = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var length = step ?? TimeSpan.FromHours(1);
        var faults = new List<Fault>();
        void Refuse(string field, string expected, string actual) => faults.Add(new Fault("", field, expected, actual));
        if (data.Target.Id != Target)
            Refuse("target", $"the series that the model forecasts, {Target}", $"{data.Target.Id}");
        if (day < TrainedFor)
            Refuse("day", $"a day not before {TrainedFor:yyyy-MM-dd}, for which the model was trained", $"{day:yyyy-MM-dd}");
        if (length <= TimeSpan.Zero || TimeSpan.TicksPerHour % length.Ticks != 0)
            Refuse("step", "an hour or a divisor of it", $"{length:c}");
        var needed = data.With(Features);
        faults.AddRange(needed.Faults);
        if (faults.Count > 0)
            return Validated<QuantileForecast>.FromFaults(faults);

        var seen = new MarketData(needed.Value.Target, needed.Value.Others, Decision);
        if (new FeatureBuilder(seen).Row(day.DayNumber) is not { } row)
        {
            return Validated<QuantileForecast>.FromFault(new Fault(
                Target.ToString(), "history", $"values of the days before {day:yyyy-MM-dd}, or of the four weeks before each", "too few that were known at the decision"));
        }

        var (_, calibrated) = _heads.Predict(_members.Predict(row), row.Scale);
        return Validated<QuantileForecast>.FromValue(DayForecast.Of(seen, day.DayNumber, _heads.Levels, calibrated[(int)Chosen], Chosen, length));
    }

    /// <summary>The model as bytes.</summary>
    public byte[] ToBytes() => ModelFile.Write(this);

    /// <summary>Reads a model.</summary>
    /// <param name="bytes">What <see cref="ToBytes"/> gave.</param>
    /// <param name="source">Name of the source for faults.</param>
    /// <returns>The model, or a fault: not a model, another version of the file or of the features, a file cut short.</returns>
    public static Validated<TrainedModel> FromBytes(byte[] bytes, string source)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentException.ThrowIfNullOrEmpty(source);
        try
        {
            return Validated<TrainedModel>.FromValue(ModelFile.Read(new ModelReader(bytes, source)));
        }
        catch (BessDataException refused)
        {
            return Validated<TrainedModel>.FromFaults(refused.Faults);
        }
    }
}

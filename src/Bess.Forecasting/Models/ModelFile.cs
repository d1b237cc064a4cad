using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Forecasting.Conformal;
using Bess.Forecasting.Features;
using Bess.Forecasting.Regression;

namespace Bess.Forecasting.Models;

/// <summary>The file of a trained model: a mark, a version, what it needs, then the numbers.</summary>
internal static class ModelFile
{
    public const int Version = 1;

    private const string Mark = "bess-forecast-model";

    public static byte[] Write(TrainedModel model)
    {
        var writer = new ModelWriter();
        writer.Write(Mark);
        writer.Write(Version);
        writer.Write(FeatureBuilder.Version);
        writer.Write((int)model.Kind);
        writer.Write((int)model.Chosen);
        writer.Write(model.Target.ToString());
        writer.Write(model.Features.Count, i => writer.Write(model.Features[i].ToString()));
        var clock = model.Decision.Clock;
        writer.Write(clock.Name);
        writer.Write(clock.StandardOffset.Ticks);
        writer.Write((int)clock.DaylightRule);
        writer.Write(model.Decision.LocalTime.Ticks);
        writer.Write(model.TrainedFor.DayNumber);
        writer.Write(model.Heads.Levels);
        writer.Write((int)model.Heads.Calibration);
        writer.Write(model.Members.LearCount);
        model.Members.Write(writer);
        model.Heads.Write(writer);
        return writer.ToArray();
    }

    public static TrainedModel Read(ModelReader reader)
    {
        reader.Require(reader.Text() == Mark, "a model that bess saved");
        RequireVersion(reader, "the file", Version);
        RequireVersion(reader, "its features", FeatureBuilder.Version);
        var (kind, chosen) = (Kind(reader), Kind(reader));
        reader.Require(chosen < ModelKind.Bess, "a chosen model");
        var target = Series(reader);
        var features = reader.Array(() => Series(reader));
        var decision = Decision(reader);
        var trainedFor = reader.Integer();
        reader.Require(trainedFor >= 0 && trainedFor <= DateOnly.MaxValue.DayNumber, "a day");
        var levels = reader.Doubles();
        reader.Require(levels.Length > 0 && levels.Zip(levels.Skip(1)).All(pair => pair.First < pair.Second), "ascending levels");
        var calibration = reader.Integer();
        reader.Require(Enum.IsDefined((CalibrationKind)calibration), "a kind of calibration");
        var learCount = reader.Integer();
        var members = MemberSet.Read(reader);
        reader.Require(members.LearCount == learCount && learCount > 0, "as many LEAR models as windows");
        Fits(reader, members, features.Length);
        var heads = new HeadSet(learCount, levels, (CalibrationKind)calibration, new AveragingOptions(), new ConformalOptions());
        heads.Read(reader);
        reader.Require(reader.IsAtEnd, "the end of the file");
        return new TrainedModel(kind, chosen, target, features, decision, DateOnly.FromDayNumber(trainedFor), members, heads);
    }

    // Coefficients and trees may only name features that there are.
    private static void Fits(ModelReader reader, MemberSet members, int others)
    {
        var linear = TargetFeatures.LinearCount + (others * OtherFeatures.LinearCount);
        for (var w = 0; w < members.LearCount; w++)
        {
            foreach (var column in members.Lear(w) is { } lear ? lear.Columns : [])
                reader.Require(column >= 0 && column < linear, $"features 0 … {linear - 1}");
        }

        reader.Require(
            members.Trees is null || members.Trees.Width == TargetFeatures.HourlyCount + (others * OtherFeatures.HourlyCount), "trees on these features");
    }

    private static void RequireVersion(ModelReader reader, string of, int expected)
    {
        var version = reader.Integer();
        reader.Require(version == expected, $"version {expected} of {of} (found {version}; train the model again)");
    }

    private static ModelKind Kind(ModelReader reader)
    {
        var kind = (ModelKind)reader.Integer();
        reader.Require(Enum.IsDefined(kind), "a known kind of model");
        return kind;
    }

    private static SeriesId Series(ModelReader reader)
    {
        var text = reader.Text();
        return SeriesId.TryParse(text, out var id) ? id : throw reader.Refused("a series such as DE_LU/day_ahead_eur_per_mwh", $"'{text}'");
    }

    private static DecisionRule Decision(ModelReader reader)
    {
        var (name, offset, rule, time) = (reader.Text(), reader.Long(), (DaylightRule)reader.Integer(), reader.Long());
        reader.Require(
            name.Length > 0 && Math.Abs(offset) <= 14 * TimeSpan.TicksPerHour && offset % TimeSpan.TicksPerMinute == 0 && Enum.IsDefined(rule)
            && time >= 0 && time < TimeSpan.TicksPerDay,
            "a clock and a time of day");
        return new DecisionRule(new MarketClock(name, TimeSpan.FromTicks(offset), rule), new TimeOnly(time));
    }
}

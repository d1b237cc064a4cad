using System.Globalization;
using System.Text.Json.Nodes;
using Bess.Domain.Time;

namespace Bess.Cli.Inputs;

/// <summary>Writes a specification in the form in which <see cref="RunFile"/> reads it.</summary>
internal static class RunSpecificationWriter
{
    /// <summary>The specification as an object whose paths are relative to a folder; what was not said is left out.</summary>
    public static JsonObject Write(RunSpecification specification, string folder)
    {
        var document = new JsonObject();
        void Put(string name, JsonNode? value)
        {
            if (value is not null)
                document[name] = value;
        }

        Put("name", specification.Name);
        Put("fleet", Relative(specification.FleetPath, folder));
        Put("prices", Relative(specification.PricesPath, folder));
        Put("scenarios", specification.Rule?.ToString() ?? Relative(specification.ScenariosPath, folder));
        Put("forecast", specification.ForecastPath is ScenarioOrder.Persistence ? ScenarioOrder.Persistence : Relative(specification.ForecastPath, folder));
        Put("asOf", specification.AsOf is { } asOf ? UtcText.Of(asOf) : null);
        Put("scenarioCount", specification.ScenarioCount);
        Put("scenarioSeed", specification.ScenarioSeed);
        Put("zone", specification.ZoneName);
        Put("day", specification.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Put("marketFolder", Relative(specification.MarketPath, folder));
        Put("stepMinutes", specification.StepMinutes);
        Put("commitments", List(specification.Commitments, one => Commitment(one, folder)));
        Put("limits", List(specification.Limits, Limit));
        Put("injections", List(specification.Injections, one => Injection(one, folder)));
        Put("violationPricePerMwh", specification.ViolationPricePerMwh);
        Put("algorithm", specification.Algorithm is { } algorithm ? Names.Of(Names.Algorithms, algorithm) : null);
        Put("deadlineSeconds", specification.DeadlineSeconds);
        Put("gapTolerance", specification.GapTolerance);
        Put("residualTolerance", specification.ResidualTolerance);
        Put("iterationLimit", specification.IterationLimit);
        Put("threads", specification.Threads);
        Put("certifyEvery", specification.CertifyEvery);
        Put("penalty", specification.Penalty);
        Put("smoothing", specification.Smoothing);
        Put("warmStart", Relative(specification.WarmStartPath, folder));
        return document;
    }

    /// <summary>A path relative to a folder, with forward slashes.</summary>
    public static string? Relative(string? path, string folder) =>
        path is null ? null : Path.GetRelativePath(folder, path).Replace('\\', '/');

    private static JsonArray? List<T>(IReadOnlyList<T> items, Func<T, JsonObject> write) =>
        items.Count == 0 ? null : new JsonArray(items.Select(item => (JsonNode)write(item)).ToArray());

    private static JsonObject Commitment(CommitmentSource source, string folder)
    {
        var one = new JsonObject { ["file"] = Relative(source.Path, folder) };
        if (source.Mode is { } mode)
            one["mode"] = Names.Of(Names.Modes, mode);
        return WithGroup(one, source.Group);
    }

    private static JsonObject Limit(LimitSource source) =>
        WithGroup(new JsonObject { ["lowerMw"] = source.LowerMw, ["upperMw"] = source.UpperMw }, source.Group);

    private static JsonObject Injection(InjectionSource source, string folder) =>
        WithGroup(new JsonObject { ["file"] = Relative(source.Path, folder) }, source.Group);

    private static JsonObject WithGroup(JsonObject one, string? group)
    {
        if (group is not null)
            one["group"] = group;
        return one;
    }
}

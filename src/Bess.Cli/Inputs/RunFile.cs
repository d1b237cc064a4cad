using Bess.Backtesting.Desk;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Time;

namespace Bess.Cli.Inputs;

/// <summary>Reads run.json: a run's inputs and settings, with paths relative to the file.</summary>
internal static class RunFile
{
    public const string FileName = "run.json";

    private static readonly string[] Located = ["fleet", "prices", "scenarios", "forecast", "asOf", "zone", "day", "marketFolder", "stepMinutes", "warmStart"];

    private const string Positive = "a number > 0";
    private const string Share = "a number in (0, 1)";

    /// <summary>Reads a file, or run.json in a folder.</summary>
    public static Validated<RunSpecification> Read(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        return InputFiles.ReadJson(file).Bind(root =>
        {
            var faults = new List<Fault>();
            var form = new JsonForm(root, Path.GetFileName(file), faults);
            var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            form.Number("schemaVersion", "1", version => version == 1);
            form.Ignore("$schema");
            form.Ignore("description");
            var specification = Specification(form, folder);
            return faults.Count > 0
                ? Validated<RunSpecification>.FromFaults(faults)
                : Validated<RunSpecification>.FromValue(specification with { Name = specification.Name ?? Path.GetFileName(folder) });
        });
    }

    /// <summary>Reads the fields of a specification from an object and refuses all others.</summary>
    /// <param name="form">The object.</param>
    /// <param name="folder">Folder to which its paths refer.</param>
    public static RunSpecification Specification(JsonForm form, string folder)
    {
        var (rule, scenarios) = Scenarios(form, folder);
        var specification = new RunSpecification
        {
            Name = form.Text("name"),
            FleetPath = form.PathIn("fleet", folder),
            PricesPath = form.PathIn("prices", folder),
            ScenariosPath = scenarios,
            Rule = rule,
            ForecastPath = Forecast(form, folder),
            AsOf = AsOf(form),
            ScenarioCount = form.Whole("scenarioCount", 1),
            ScenarioSeed = form.Whole("scenarioSeed", 0),
            ZoneName = form.Text("zone"),
            Day = form.Date("day"),
            MarketPath = form.PathIn("marketFolder", folder),
            StepMinutes = form.Whole("stepMinutes", 1),
            Commitments = form.Forms("commitments").Select(one => Commitment(one, folder)).ToArray(),
            Limits = form.Forms("limits").Select(Limit).ToArray(),
            Injections = form.Forms("injections").Select(one => Injection(one, folder)).ToArray(),
            ViolationPricePerMwh = form.Number("violationPricePerMwh", Positive, value => value > 0),
            Algorithm = form.OneOf("algorithm", Names.Algorithms),
            DeadlineSeconds = form.Number("deadlineSeconds", "a number in (0, 86400]", value => value is > 0 and <= 86400),
            GapTolerance = form.Number("gapTolerance", Share, value => value is > 0 and < 1),
            ResidualTolerance = form.Number("residualTolerance", Share, value => value is > 0 and < 1),
            IterationLimit = form.Whole("iterationLimit", 1),
            Threads = form.Whole("threads", 1),
            CertifyEvery = form.Whole("certifyEvery", 0),
            Penalty = form.Number("penalty", Positive, value => value > 0),
            Smoothing = form.Number("smoothing", "a number in [0, 1)", value => value is >= 0 and < 1),
            WarmStartPath = form.PathIn("warmStart", folder),
            Origins = Located.ToDictionary(name => name, form.OriginOf),
        };
        form.RefuseOthers();
        return specification;
    }

    private static CommitmentSource Commitment(JsonForm form, string folder)
    {
        var source = new CommitmentSource(
            form.Origin, form.PathIn("file", folder, required: true) ?? "", form.OneOf("mode", Names.Modes), form.Text("group"));
        form.RefuseOthers();
        return source;
    }

    private static LimitSource Limit(JsonForm form)
    {
        var source = new LimitSource(
            form.Origin, form.Text("group"), form.Number("lowerMw", "a finite number", _ => true, required: true) ?? 0,
            form.Number("upperMw", "a finite number", _ => true, required: true) ?? 0);
        form.RefuseOthers();
        return source;
    }

    private static InjectionSource Injection(JsonForm form, string folder)
    {
        var source = new InjectionSource(form.Origin, form.PathIn("file", folder, required: true) ?? "", form.Text("group"));
        form.RefuseOthers();
        return source;
    }

    private static (ScenarioRule? Rule, string? Path) Scenarios(JsonForm form, string folder)
    {
        var text = form.Text("scenarios");
        if (text is null)
            return (null, null);
        if (ScenarioRule.TryParse(text) is { } rule)
            return (rule, null);
        if (!ScenarioRule.LooksLikeHistory(text))
            return (null, Path.GetFullPath(text, folder));
        form.Refuse("scenarios", ScenarioRule.Words, $"'{text}'");
        return (null, null);
    }

    private static string? Forecast(JsonForm form, string folder) =>
        form.Text("forecast") is ScenarioOrder.Persistence ? ScenarioOrder.Persistence : form.PathIn("forecast", folder);

    private static DateTimeOffset? AsOf(JsonForm form)
    {
        var text = form.Text("asOf");
        if (text is null)
            return null;
        if (UtcText.TryParse(text, out var instant))
            return instant;
        form.Refuse("asOf", "an instant in UTC such as 2026-03-09T11:00:00Z", $"'{text}'");
        return null;
    }
}

using Bess.Coordination.Coupling;
using Bess.Coordination.Rounds;
using Bess.Domain;

namespace Bess.Cli.Inputs;

/// <summary>What a run is made of, before any of its files is read: the content of run.json, of the options, and of a manifest's request.</summary>
/// <remarks>Paths are absolute. Null means "not said", so that options can be laid over a file.</remarks>
internal sealed record RunSpecification
{
    public string? Name { get; init; }

    public string? FleetPath { get; init; }

    /// <summary>Name of a power plant at a server: without a fleet its enrolled batteries take part. Not part of any file.</summary>
    public string? PowerPlant { get; init; }

    public string? PricesPath { get; init; }

    public string? ScenariosPath { get; init; }

    /// <summary>A model's file, or <see cref="ScenarioOrder.Persistence"/>: scenarios are drawn from its forecast.</summary>
    public string? ForecastPath { get; init; }

    /// <summary>Instant of the forecast's decision.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Scenarios that are kept of those drawn from a forecast.</summary>
    public int? ScenarioCount { get; init; }

    /// <summary>Seed of the scenarios of a forecast.</summary>
    public int? ScenarioSeed { get; init; }

    /// <summary>How a price series becomes scenarios.</summary>
    public ScenarioRule? Rule { get; init; }

    public string? ZoneName { get; init; }

    public DateOnly? Day { get; init; }

    public string? MarketPath { get; init; }

    public int? StepMinutes { get; init; }

    public IReadOnlyList<CommitmentSource> Commitments { get; init; } = [];

    public IReadOnlyList<LimitSource> Limits { get; init; } = [];

    public IReadOnlyList<InjectionSource> Injections { get; init; } = [];

    public double? ViolationPricePerMwh { get; init; }

    public CoordinationAlgorithm? Algorithm { get; init; }

    public double? DeadlineSeconds { get; init; }

    public double? GapTolerance { get; init; }

    public double? ResidualTolerance { get; init; }

    public int? IterationLimit { get; init; }

    public int? Threads { get; init; }

    public int? CertifyEvery { get; init; }

    public double? Penalty { get; init; }

    public double? Smoothing { get; init; }

    public string? WarmStartPath { get; init; }

    /// <summary>Where each setting came from, by its name in run.json.</summary>
    public IReadOnlyDictionary<string, Origin> Origins { get; init; } = new Dictionary<string, Origin>();

    public Origin OriginOf(string name) => Origins.GetValueOrDefault(name) ?? new Origin("", name);

    /// <summary>This specification with everything that another one says put over it.</summary>
    public RunSpecification With(RunSpecification over)
    {
        var pricesChange = over.PricesPath is not null || over.ScenariosPath is not null || over.ZoneName is not null || over.ForecastPath is not null;
        return new RunSpecification
        {
            Name = over.Name ?? Name,
            FleetPath = over.FleetPath ?? FleetPath,
            PowerPlant = over.PowerPlant ?? PowerPlant,
            PricesPath = pricesChange ? over.PricesPath : PricesPath,
            ScenariosPath = pricesChange || over.Rule is not null ? over.ScenariosPath : ScenariosPath,
            ForecastPath = pricesChange || over.Rule is not null ? over.ForecastPath : ForecastPath,
            AsOf = over.AsOf ?? AsOf,
            ScenarioCount = over.ScenarioCount ?? ScenarioCount,
            ScenarioSeed = over.ScenarioSeed ?? ScenarioSeed,
            Rule = over.Rule ?? (over.ScenariosPath is null && over.ForecastPath is null ? Rule : null),
            ZoneName = over.ZoneName ?? ZoneName,
            Day = over.Day ?? Day,
            MarketPath = over.MarketPath ?? MarketPath,
            StepMinutes = over.StepMinutes ?? StepMinutes,
            Commitments = over.Commitments.Count > 0 ? over.Commitments : Commitments,
            Limits = over.Limits.Count > 0 ? over.Limits : Limits,
            Injections = over.Injections.Count > 0 ? over.Injections : Injections,
            ViolationPricePerMwh = over.ViolationPricePerMwh ?? ViolationPricePerMwh,
            Algorithm = over.Algorithm ?? Algorithm,
            DeadlineSeconds = over.DeadlineSeconds ?? DeadlineSeconds,
            GapTolerance = over.GapTolerance ?? GapTolerance,
            ResidualTolerance = over.ResidualTolerance ?? ResidualTolerance,
            IterationLimit = over.IterationLimit ?? IterationLimit,
            Threads = over.Threads ?? Threads,
            CertifyEvery = over.CertifyEvery ?? CertifyEvery,
            Penalty = over.Penalty ?? Penalty,
            Smoothing = over.Smoothing ?? Smoothing,
            WarmStartPath = over.WarmStartPath ?? WarmStartPath,
            Origins = Origins.Concat(over.Origins).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value),
        };
    }

    /// <summary>The settings of the round; the defaults are those of <see cref="RoundOptions"/>.</summary>
    public RoundOptions Options(TimeProvider clock)
    {
        var defaults = new RoundOptions();
        return defaults with
        {
            Algorithm = Algorithm ?? defaults.Algorithm,
            GapTolerance = GapTolerance ?? defaults.GapTolerance,
            ResidualTolerance = ResidualTolerance ?? defaults.ResidualTolerance,
            IterationLimit = IterationLimit,
            Deadline = DeadlineSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Threads = Threads,
            CertifyEvery = CertifyEvery ?? defaults.CertifyEvery,
            Penalty = Penalty,
            Smoothing = Smoothing,
            Clock = clock,
        };
    }
}

/// <summary>A file with a promised schedule.</summary>
internal sealed record CommitmentSource(Origin Origin, string Path, CommitmentMode? Mode, string? Group);

/// <summary>A limit that holds in every step.</summary>
internal sealed record LimitSource(Origin Origin, string? Group, double LowerMw, double UpperMw);

/// <summary>A file with the known power of others.</summary>
internal sealed record InjectionSource(Origin Origin, string Path, string? Group);

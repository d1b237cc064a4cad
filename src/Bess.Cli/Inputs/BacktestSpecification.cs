namespace Bess.Cli.Inputs;

/// <summary>What a backtest.json or a command line says of a backtest; null where it says nothing.</summary>
internal sealed record BacktestSpecification
{
    public string? Zone { get; init; }

    /// <summary>Folder of all zones, absolute.</summary>
    public string? MarketPath { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public string? Strategy { get; init; }

    /// <summary>File of the battery, absolute.</summary>
    public string? BatteryPath { get; init; }

    public double? Lambda { get; init; }

    public int? Scenarios { get; init; }

    public int? KeptScenarios { get; init; }

    public int? HorizonDays { get; init; }

    public bool? SellsReserve { get; init; }

    public string? RealTime { get; init; }

    public string? Clock { get; init; }

    public TimeOnly? Gate { get; init; }

    public double? DayAheadFeePerMwh { get; init; }

    public double? RealTimeFeePerMwh { get; init; }

    public double? DeviationCostPerMwh { get; init; }

    public bool? IsPlantIdeal { get; init; }

    public int? Seed { get; init; }

    /// <summary>File of a site around the battery; null for a battery alone.</summary>
    public string? SitePath { get; init; }

    /// <summary>Where settings came from that stand in a file, by their options; the others came from the command line.</summary>
    public IReadOnlyDictionary<string, Origin> Origins { get; init; } = new Dictionary<string, Origin>();

    /// <summary>Options that were given.</summary>
    public IReadOnlyCollection<string> Said { get; init; } = [];

    /// <summary>This one with all that the other says over it.</summary>
    public BacktestSpecification With(BacktestSpecification other) => new()
    {
        Zone = other.Zone ?? Zone,
        MarketPath = other.MarketPath ?? MarketPath,
        From = other.From ?? From,
        To = other.To ?? To,
        Strategy = other.Strategy ?? Strategy,
        BatteryPath = other.BatteryPath ?? BatteryPath,
        SitePath = other.SitePath ?? SitePath,
        Lambda = other.Lambda ?? Lambda,
        Scenarios = other.Scenarios ?? Scenarios,
        KeptScenarios = other.KeptScenarios ?? KeptScenarios,
        HorizonDays = other.HorizonDays ?? HorizonDays,
        SellsReserve = other.SellsReserve ?? SellsReserve,
        RealTime = other.RealTime ?? RealTime,
        Clock = other.Clock ?? Clock,
        Gate = other.Gate ?? Gate,
        DayAheadFeePerMwh = other.DayAheadFeePerMwh ?? DayAheadFeePerMwh,
        RealTimeFeePerMwh = other.RealTimeFeePerMwh ?? RealTimeFeePerMwh,
        DeviationCostPerMwh = other.DeviationCostPerMwh ?? DeviationCostPerMwh,
        IsPlantIdeal = other.IsPlantIdeal ?? IsPlantIdeal,
        Seed = other.Seed ?? Seed,
        Origins = Origins.Where(pair => !other.Said.Contains(pair.Key)).ToDictionary(),
    };
}

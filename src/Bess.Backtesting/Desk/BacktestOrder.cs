using Bess.Backtesting.Plant;
using Bess.Backtesting.Strategies;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Time;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Desk;

/// <summary>What a backtest was asked for, before the market's data are read; null means "as the market or the strategy has it".</summary>
public sealed record BacktestOrder
{
    /// <summary>The word for "none" in place of a series, and for reserve that is not sold.</summary>
    public const string Off = "off";

    /// <summary>Clocks by their names.</summary>
    public static IReadOnlyDictionary<string, MarketClock> Clocks { get; } = new Dictionary<string, MarketClock>
    {
        ["central-european"] = MarketClock.CentralEuropean,
        ["great-britain"] = MarketClock.GreatBritain,
        ["india"] = MarketClock.India,
        ["australia-nem"] = MarketClock.AustraliaNem,
        ["us-central"] = MarketClock.UsCentral,
        ["utc"] = new MarketClock("UTC", TimeSpan.Zero, DaylightRule.None),
    };

    /// <summary>Folder of the zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Folder of all zones, absolute.</summary>
    public required string MarketPath { get; init; }

    /// <summary>First local day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last local day, included.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Name in the catalogue.</summary>
    public required string Strategy { get; init; }

    /// <summary>The battery with its state.</summary>
    public required FleetMember Battery { get; init; }

    /// <summary>The site around the battery; null for a battery alone.</summary>
    public SiteFile? Site { get; init; }

    /// <summary>Weight of CVaR.</summary>
    public double? Lambda { get; init; }

    /// <summary>Weights of risk of the frontier beside the run; empty for none.</summary>
    public IReadOnlyList<double> FrontierLambdas { get; init; } = [];

    /// <summary>Share of worst outcomes.</summary>
    public double? TailShare { get; init; }

    /// <summary>Paths drawn for a day.</summary>
    public int? Scenarios { get; init; }

    /// <summary>Paths kept of them.</summary>
    public int? KeptScenarios { get; init; }

    /// <summary>Days that a plan looks ahead.</summary>
    public int? HorizonDays { get; init; }

    /// <summary>Most full discharges of the window on a local day; null for no limit.</summary>
    public double? CyclesPerDay { get; init; }

    /// <summary>Whether reserve is sold.</summary>
    public bool SellsReserve { get; init; } = true;

    /// <summary>Column of the second price; <see cref="Off"/> for none; null for the market's own.</summary>
    public string? RealTime { get; init; }

    /// <summary>Name of the clock of the days; null for the catalogue's.</summary>
    public string? Clock { get; init; }

    /// <summary>Local time of the decision on the day before; null for the gate closure by clock.</summary>
    public TimeOnly? Gate { get; init; }

    /// <summary>Fee per MWh of day-ahead position.</summary>
    public double? DayAheadFeePerMwh { get; init; }

    /// <summary>Fee per MWh traded again.</summary>
    public double? RealTimeFeePerMwh { get; init; }

    /// <summary>Cost of deviating per MWh.</summary>
    public double? DeviationCostPerMwh { get; init; }

    /// <summary>Whether the plant is exactly as planned.</summary>
    public bool IsPlantIdeal { get; init; }

    /// <summary>Seed of everything random.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Where fields stand that came from a file; the others came from elsewhere.</summary>
    public IReadOnlyDictionary<string, Origin> Origins { get; init; } = new Dictionary<string, Origin>();

    /// <summary>The battery as plans see it.</summary>
    public StoragePlant Plant => StoragePlant.From(Battery) with { CyclesPerDay = CyclesPerDay };

    /// <summary>The battery as it really is.</summary>
    public PlantSettings Reality => IsPlantIdeal ? PlantSettings.Ideal : new PlantSettings { Seed = Seed };

    /// <summary>The settings of the strategy.</summary>
    public StrategySettings Settings
    {
        get
        {
            var plain = new StrategySettings();
            return plain with
            {
                Risk = new RiskPreference(Lambda ?? plain.Risk.Lambda, TailShare ?? plain.Risk.TailShare),
                Scenarios = Scenarios ?? plain.Scenarios,
                KeptScenarios = Math.Min(KeptScenarios ?? plain.KeptScenarios, Scenarios ?? plain.Scenarios),
                HorizonDays = HorizonDays ?? plain.HorizonDays,
                SellsReserve = SellsReserve,
                Seed = Seed,
            };
        }
    }
}

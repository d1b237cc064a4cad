using System.Text.Json;
using System.Text.Json.Serialization;
using Bess.Domain;
using Bess.Domain.Portfolio;

namespace Bess.Backtesting.Desk;

/// <summary>A <see cref="BacktestOrder"/> as JSON, with the days that were found and the battery itself.</summary>
public sealed record RequestDocument
{
    /// <summary>Folder of the zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Folder of all zones, relative to the run.</summary>
    public required string MarketFolder { get; init; }

    /// <summary>First local day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last local day, included.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Name of the strategy.</summary>
    public required string Strategy { get; init; }

    /// <summary>The battery.</summary>
    public required JsonElement Battery { get; init; }

    /// <summary>The site around it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Site { get; init; }

    /// <summary>Weight of CVaR.</summary>
    public double? Lambda { get; init; }

    /// <summary>Share of worst outcomes.</summary>
    public double? TailShare { get; init; }

    /// <summary>Paths drawn for a day.</summary>
    public int? Scenarios { get; init; }

    /// <summary>Paths kept of them.</summary>
    public int? KeptScenarios { get; init; }

    /// <summary>Days that a plan looks ahead.</summary>
    public int? HorizonDays { get; init; }

    /// <summary>Most full discharges of the window on a local day; null for no limit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? CyclesPerDay { get; init; }

    /// <summary>Whether reserve is sold.</summary>
    public bool Reserve { get; init; }

    /// <summary>Column of the second price.</summary>
    public string? RealTime { get; init; }

    /// <summary>Name of the clock of the days.</summary>
    public string? Clock { get; init; }

    /// <summary>Local time of the decision.</summary>
    public TimeOnly? Gate { get; init; }

    /// <summary>Fee per MWh of day-ahead position.</summary>
    public double? DayAheadFeePerMwh { get; init; }

    /// <summary>Fee per MWh traded again.</summary>
    public double? RealTimeFeePerMwh { get; init; }

    /// <summary>Cost of deviating per MWh.</summary>
    public double? DeviationCostPerMwh { get; init; }

    /// <summary>Whether the plant is exactly as planned.</summary>
    public bool IdealPlant { get; init; }

    /// <summary>Seed of everything random.</summary>
    public int Seed { get; init; }

    /// <summary>The document of an order.</summary>
    /// <param name="order">How it was asked, with its days.</param>
    /// <param name="folder">The run's folder, to which paths refer.</param>
    public static RequestDocument Of(BacktestOrder order, string folder) => new()
    {
        Zone = order.Zone.ToUpperInvariant(),
        MarketFolder = Path.GetRelativePath(folder, order.MarketPath).Replace('\\', '/'),
        From = order.From!.Value,
        To = order.To!.Value,
        Strategy = order.Strategy,
        Battery = JsonSerializer.Deserialize<JsonElement>(BatteryFile.ToJson(order.Battery)),
        Site = order.Site?.ToJson(),
        Lambda = order.Lambda,
        TailShare = order.TailShare,
        Scenarios = order.Scenarios,
        KeptScenarios = order.KeptScenarios,
        HorizonDays = order.HorizonDays,
        CyclesPerDay = order.CyclesPerDay,
        Reserve = order.SellsReserve,
        RealTime = order.RealTime,
        Clock = order.Clock,
        Gate = order.Gate,
        DayAheadFeePerMwh = order.DayAheadFeePerMwh,
        RealTimeFeePerMwh = order.RealTimeFeePerMwh,
        DeviationCostPerMwh = order.DeviationCostPerMwh,
        IdealPlant = order.IsPlantIdeal,
        Seed = order.Seed,
    };

    /// <summary>The battery of the run.</summary>
    public Validated<FleetMember> ReadBattery() => BatteryFile.Parse(Battery.GetRawText(), BacktestManifest.FileName);

    /// <summary>The order again.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="marketPath">Folder of the market; null for the one that was written down.</param>
    public Validated<BacktestOrder> ToOrder(string folder, string? marketPath) => ReadBattery().Bind(battery =>
        Site is { } site
            ? SiteFile.Parse(site.GetRawText(), BacktestManifest.FileName).Map(read => OrderOf(battery, folder, marketPath) with { Site = read })
            : Validated<BacktestOrder>.FromValue(OrderOf(battery, folder, marketPath)));

    private BacktestOrder OrderOf(FleetMember battery, string folder, string? marketPath) => new()
    {
        Zone = Zone,
        MarketPath = marketPath ?? Path.GetFullPath(MarketFolder, folder),
        From = From,
        To = To,
        Strategy = Strategy,
        Battery = battery,
        Lambda = Lambda,
        TailShare = TailShare,
        Scenarios = Scenarios,
        KeptScenarios = KeptScenarios,
        HorizonDays = HorizonDays,
        CyclesPerDay = CyclesPerDay,
        SellsReserve = Reserve,
        RealTime = RealTime,
        Clock = Clock,
        Gate = Gate,
        DayAheadFeePerMwh = DayAheadFeePerMwh,
        RealTimeFeePerMwh = RealTimeFeePerMwh,
        DeviationCostPerMwh = DeviationCostPerMwh,
        IsPlantIdeal = IdealPlant,
        Seed = Seed,
    };
}

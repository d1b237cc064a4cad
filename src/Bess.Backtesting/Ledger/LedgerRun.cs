using System.Text.Json;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Running;
using Bess.Backtesting.Sites;
using Bess.Domain.Assets;
using Bess.Domain.Reserve;
using Bess.Markets.Settlement;
using Bess.Scheduling.Plants;

namespace Bess.Backtesting.Ledger;

/// <summary>What the first entry says of plant, terms and products, read back for a check.</summary>
internal sealed record LedgerRun(StoragePlant Plant, PlantSettings Reality, RunTerms Terms, DateOnly From, DateOnly To, SiteTerms? Site)
{
    public static LedgerRun Read(JsonElement data)
    {
        var plant = data.GetProperty("plant");
        var products = data.GetProperty("reserves").EnumerateArray().Select(one => one.GetProperty("product").Deserialize<ReserveProduct>()!);
        return new LedgerRun(
            PlantOf(plant), data.GetProperty("reality").Deserialize<PlantSettings>()!,
            new RunTerms([.. products], new SettlementTerms
            {
                DayAheadFeePerMwh = (decimal)data.Number("dayAheadFeePerMwh"),
                RealTimeFeePerMwh = (decimal)data.Number("realTimeFeePerMwh"),
                DeviationPerMwh = (decimal)data.Number("deviationFeePerMwh"),
                ThroughputWearPerMwh = (decimal)plant.Number("throughputWearPerMwh"),
                DischargeWearPerMwh = (decimal)plant.Number("dischargeWearPerMwh"),
                Deviation = LedgerReader.DeviationOf(data),
                TradesRealTime = data.GetProperty("tradesRealTime").GetBoolean(),
            }),
            DayOf(data, "from"), DayOf(data, "to"), SiteTerms.Read(data));
    }

    private static DateOnly DayOf(JsonElement data, string name) =>
        DateOnly.ParseExact(data.GetProperty(name).GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static StoragePlant PlantOf(JsonElement plant) => new()
    {
        Battery = new Battery(new BatterySpecification
        {
            Id = plant.GetProperty("id").GetString()!,
            EnergyCapacityMwh = plant.Number("capacityMwh"),
            ChargeLimitMw = plant.Number("chargeLimitMw"),
            DischargeLimitMw = plant.Number("dischargeLimitMw"),
            ChargeEfficiency = plant.Number("chargeEfficiency"),
            DischargeEfficiency = plant.Number("dischargeEfficiency"),
            MinimumEnergyMwh = plant.Number("minimumEnergyMwh"),
            MaximumEnergyMwh = plant.Number("maximumEnergyMwh"),
            RampLimitMw = Known(plant.Number("rampLimitMw")),
        }),
        InitialEnergyMwh = plant.Number("initialEnergyMwh"),
        StandingLossPerHour = plant.Number("standingLossPerHour"),
        CyclesPerDay = Known(plant.Number("cyclesPerDay")),
        Wear = new WearCost
        {
            ThroughputPerMwh = plant.Number("throughputWearPerMwh"),
            DischargedPerMwh = plant.Number("dischargeWearPerMwh"),
            CycleDepth = [.. plant.Numbers("layerMwh").Zip(plant.Numbers("layerCostPerMwh"), (width, cost) => new CycleDepthSegment(width, cost))],
        },
    };

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}

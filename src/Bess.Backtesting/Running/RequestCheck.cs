using System.Globalization;
using Bess.Domain;

namespace Bess.Backtesting.Running;

/// <summary>The rules that a request must meet.</summary>
internal static class RequestCheck
{
    public static List<Fault> Faults(BacktestRequest request)
    {
        var faults = new List<Fault>();
        var (plant, reality, market) = (request.Plant, request.Reality, request.Market);
        Require(request.To >= request.From, "to", $"a day not before {request.From:yyyy-MM-dd}", $"{request.To:yyyy-MM-dd}");
        var capacity = plant.Battery.Capacity.Mwh;
        Number(plant.InitialEnergyMwh, 0, capacity, "plant.initialEnergyMwh");
        Number(plant.StandingLossPerHour, 0, 0.999, "plant.standingLossPerHour");
        Number(plant.CyclesPerDay ?? 0, 0, double.MaxValue, "plant.cyclesPerDay");
        Number(reality.EfficiencyFactor, double.Epsilon, 1, "reality.efficiencyFactor");
        Number(reality.AuxiliaryShare, 0, 0.999, "reality.auxiliaryShare");
        Number(reality.TrackingError, 0, 1, "reality.trackingError");
        Number(request.Settings.ReserveMarginShare, 0, 0.999, "settings.reserveMarginShare");
        Number(market.Fees.DayAheadPerMwh, 0, double.MaxValue, "market.fees.dayAheadPerMwh");
        Number(market.Fees.RealTimePerMwh, 0, double.MaxValue, "market.fees.realTimePerMwh");
        Number(market.Fees.DeviationPerMwh, 0, double.MaxValue, "market.fees.deviationPerMwh");
        foreach (var id in new[] { market.DayAhead, market.RealTime, market.RealTimeSurplus }.Concat(market.Reserves.Select(one => one.PricePerMwHour)))
            Require(id is null || market.Series.ContainsKey(id), "market.series", $"{id}", "no such series");
        foreach (var twice in market.Reserves.GroupBy(one => one.Product.Name).Where(group => group.Count() > 1))
            Require(false, "market.reserves", "a product once", $"{twice.Key} {twice.Count()} times");
        return faults;

        void Require(bool holds, string field, string expected, string actual)
        {
            if (!holds)
                faults.Add(new Fault("", field, expected, actual));
        }

        void Number(double value, double least, double most, string field) => Require(
            double.IsFinite(value) && value >= least && value <= most, field,
            string.Create(CultureInfo.InvariantCulture, $"a number in [{least}, {most}]"), value.ToString("R", CultureInfo.InvariantCulture));
    }
}

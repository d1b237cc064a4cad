using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Bess.Backtesting.Ledger;
using Bess.Backtesting.Plant;
using Bess.Domain.Series;

namespace Bess.Backtesting.Running;

/// <summary>The first entry of a ledger: all inputs of a run, data by their hashes.</summary>
internal static class RunStatement
{
    private const int Version = 1;
    private const int NumbersPerValue = 4;

    public static void Write(Utf8JsonWriter writer, BacktestRequest request, RunTerms terms)
    {
        var market = request.Market;
        writer.WriteNumber("version", Version);
        writer.WriteString("zone", market.Zone);
        writer.WriteString("currency", market.Currency.Code);
        writer.WriteString("clock", market.Clock.Name);
        writer.WriteString("gate", market.Gate.ToString());
        writer.WriteString("from", LedgerLine.Text(request.From));
        writer.WriteString("to", LedgerLine.Text(request.To));
        writer.WriteString("strategy", request.Strategy);
        writer.WritePropertyName("settings");
        JsonSerializer.Serialize(writer, request.Settings);
        writer.WritePropertyName("reality");
        JsonSerializer.Serialize(writer, request.Reality);
        WritePlant(writer, request);
        WriteTerms(writer, request, terms);
        writer.WriteStartObject("series");
        foreach (var (id, series) in market.Series.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal))
            writer.WriteString(id.ToString(), HashOf(series));
        writer.WriteEndObject();
        writer.WriteStartObject("features");
        foreach (var series in market.Features.Where(one => !market.Series.ContainsKey(one.Id)).OrderBy(one => one.Id.ToString(), StringComparer.Ordinal))
            writer.WriteString(series.Id.ToString(), HashOf(series));
        writer.WriteEndObject();
    }

    private static void WritePlant(Utf8JsonWriter writer, BacktestRequest request)
    {
        var (plant, battery, wear) = (request.Plant, request.Plant.Battery, RealPlant.WearOf(request.Plant));
        writer.WriteStartObject("plant");
        writer.WriteString("id", battery.Id.Value);
        writer.Number("capacityMwh", battery.Capacity.Mwh);
        writer.Number("minimumEnergyMwh", battery.MinimumEnergy.Mwh);
        writer.Number("maximumEnergyMwh", battery.MaximumEnergy.Mwh);
        writer.Number("chargeLimitMw", battery.ChargeLimit.Mw);
        writer.Number("dischargeLimitMw", battery.DischargeLimit.Mw);
        writer.Number("chargeEfficiency", battery.ChargeEfficiency.Value);
        writer.Number("dischargeEfficiency", battery.DischargeEfficiency.Value);
        writer.Number("rampLimitMw", battery.RampLimit?.Mw ?? double.NaN);
        writer.Number("initialEnergyMwh", plant.InitialEnergyMwh);
        writer.Number("standingLossPerHour", plant.StandingLossPerHour);
        writer.Number("cyclesPerDay", plant.CyclesPerDay ?? double.NaN);
        writer.Number("throughputWearPerMwh", wear.ThroughputPerMwh);
        writer.Number("dischargeWearPerMwh", wear.DischargedPerMwh);
        writer.Numbers("layerMwh", wear.CycleDepth.Select(layer => layer.WidthMwh));
        writer.Numbers("layerCostPerMwh", wear.CycleDepth.Select(layer => layer.CostPerMwh));
        writer.WriteEndObject();
    }

    private static void WriteTerms(Utf8JsonWriter writer, BacktestRequest request, RunTerms terms)
    {
        var market = request.Market;
        writer.WriteString("dayAhead", market.DayAhead.ToString());
        writer.WriteString("realTime", market.RealTime?.ToString());
        writer.WriteString("realTimeSurplus", market.RealTimeSurplus?.ToString());
        writer.WriteBoolean("tradesRealTime", terms.Settlement.TradesRealTime);
        writer.WriteString("deviationRule", $"{terms.Settlement.Deviation}");
        writer.Number("dayAheadFeePerMwh", market.Fees.DayAheadPerMwh);
        writer.Number("realTimeFeePerMwh", market.Fees.RealTimePerMwh);
        writer.Number("deviationFeePerMwh", market.Fees.DeviationPerMwh);
        writer.WriteStartArray("reserves");
        foreach (var reserve in market.Reserves)
        {
            writer.WriteStartObject();
            writer.WriteString("series", reserve.PricePerMwHour.ToString());
            writer.WritePropertyName("product");
            JsonSerializer.Serialize(writer, reserve.Product);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string HashOf(ObservedSeries series)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = new byte[NumbersPerValue * sizeof(long)];
        foreach (var one in series.Observations)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, one.Start.UtcTicks);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(sizeof(long)), one.Step.Ticks);
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(2 * sizeof(long)), one.Value);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(3 * sizeof(long)), one.KnownAt.UtcTicks);
            hash.AppendData(bytes);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{series.Count} values, sha256 {Convert.ToHexStringLower(hash.GetHashAndReset())}");
    }
}

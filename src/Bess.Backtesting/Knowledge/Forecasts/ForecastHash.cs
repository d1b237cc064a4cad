using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bess.Domain.Series;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;

namespace Bess.Backtesting.Knowledge.Forecasts;

/// <summary>A hash of all that a roll of forecasts rests on; what differs in one bit is made again.</summary>
internal static class ForecastHash
{
    // To be raised whenever the models change what they say of the same data.
    private const string Version = "1";
    private const int BytesOfObservation = 32;

    public static string Of(MarketData data, DateOnly from, DateOnly to, ForecastOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Version}|{from:O}|{to:O}|{data.Decision}|{JsonSerializer.Serialize(options)}"));
        Append(hash, data.Target);
        foreach (var other in data.Others)
            Append(hash, other);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static void Append(IncrementalHash hash, ObservedSeries series)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(series.Id.ToString()));
        var bytes = new byte[series.Count * BytesOfObservation];
        for (var i = 0; i < series.Count; i++)
        {
            var one = series.Observations[i];
            var at = bytes.AsSpan(i * BytesOfObservation, BytesOfObservation);
            BinaryPrimitives.WriteInt64LittleEndian(at, one.Start.UtcTicks);
            BinaryPrimitives.WriteInt64LittleEndian(at[8..], one.Step.Ticks);
            BinaryPrimitives.WriteDoubleLittleEndian(at[16..], one.Value);
            BinaryPrimitives.WriteInt64LittleEndian(at[24..], one.KnownAt.UtcTicks);
        }

        hash.AppendData(bytes);
    }
}

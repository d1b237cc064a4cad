using Bess.Backtesting.Running;

namespace Bess.Reports.Backtests;

/// <summary>Streams in words.</summary>
public static class StreamWords
{
    private static readonly string ReservePrefix = StreamName.Reserve("");

    /// <summary>The words of a stream.</summary>
    /// <param name="stream">Name of the stream.</param>
    public static string Of(string stream) => stream switch
    {
        StreamName.DayAhead => "day-ahead",
        StreamName.RealTime => "real time",
        StreamName.Import => "imported energy",
        StreamName.Export => "exported energy",
        _ when stream.StartsWith(ReservePrefix, StringComparison.Ordinal) => stream[ReservePrefix.Length..],
        _ => stream,
    };
}

using System.Globalization;
using Bess.Forecasting.Models;

namespace Bess.Cli.Commands.Forecast;

/// <summary>Progress of a roll on stderr: a line every few seconds with rate and time left.</summary>
internal sealed class RollLine(TextWriter error, TimeProvider clock) : IProgress<RollProgress>
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly long _began = clock.GetTimestamp();
    private long _told = clock.GetTimestamp();

    public double Seconds => clock.GetElapsedTime(_began).TotalSeconds;

    public void Report(RollProgress value)
    {
        if (clock.GetElapsedTime(_told) < Every)
            return;
        _told = clock.GetTimestamp();
        var left = Seconds * (value.Total - value.Done) / value.Done;
        error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{value.Day:yyyy-MM-dd}  {value.Done}/{value.Total} days  {value.Done / Seconds:0.0} days/s  {left:0} s left"));
    }
}

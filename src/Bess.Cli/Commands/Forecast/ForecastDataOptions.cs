using System.CommandLine;
using System.Globalization;
using Bess.Backtesting.Desk;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Forecasting.Features;

namespace Bess.Cli.Commands.Forecast;

/// <summary>The options that say which data a forecast rests on; the same for every forecast command.</summary>
internal sealed class ForecastDataOptions
{
    private static IReadOnlyDictionary<string, MarketClock> Clocks => BacktestOrder.Clocks;

    private readonly Option<string?> _zone = Options.Text("--zone", "Folder of the zone in the market folder, such as de_lu, in any case (required)", "ZONE").Needed();
    private readonly Option<string?> _series = Options.Text("--series", "Column to forecast [default: the day-ahead price]", "NAME");
    private readonly Option<string?> _marketFolder = Options.Text("--market-dir", "Folder of market data [default: BESS_MARKET_DIR]", "FOLDER");
    private readonly Option<string?> _clock = Options.Text(
        "--clock", "Clock of the days [default: that of the zone in the catalogue, else UTC]", string.Join('|', Clocks.Keys))
        .Checked(text => Clocks.ContainsKey(text) ? null : $"one of {string.Join(", ", Clocks.Keys)}");

    private readonly Option<string?> _gate = Options.Text(
        "--gate", "Local time of the day before at which a day is forecast [default: gate closure of the day-ahead auction, 12:00 in central Europe]", "HH:MM")
        .Checked(text => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "a time such as 12:00");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _zone, _series, _marketFolder, _clock, _gate })
            command.Add(option);
    }

    /// <summary>Reads the data; notes go to stderr.</summary>
    public Validated<MarketData> Read(ParseResult parsed, CliContext context)
    {
        var named = parsed.GetValue(_marketFolder) ?? context.Host.EnvironmentVariable("BESS_MARKET_DIR");
        if (string.IsNullOrEmpty(named))
            return Validated<MarketData>.FromFault(Origin.CommandLine(_marketFolder.Name).Fault("a folder, or BESS_MARKET_DIR", "none"));
        var clock = parsed.GetValue(_clock) is { } name ? Clocks[name] : null;
        var gate = parsed.GetValue(_gate) is { } text ? TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture) : (TimeOnly?)null;
        return ForecastInputs.Read(
            context.Resolve(named), parsed.GetValue(_zone)!, parsed.GetValue(_series), clock, gate, note => context.Error.WriteLine($"note: {note}"));
    }
}

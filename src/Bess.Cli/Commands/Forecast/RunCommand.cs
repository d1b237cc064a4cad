using System.CommandLine;
using System.Text.Json;
using Bess.Cli.Rendering;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Time;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;

namespace Bess.Cli.Commands.Forecast;

/// <summary><c>bess forecast run</c>: forecasts a day with a saved model.</summary>
internal static class RunCommand
{
    public static Command Create(CliContext context)
    {
        var data = new ForecastDataOptions();
        var file = Options.Text("--model", "File of a model that bess saved (required)", "FILE").Needed();
        var day = Options.Date("--day", "Local day of delivery (required)").Needed();
        var asOf = Options.Text("--as-of", "Read nothing that was published after this instant [default: the decision of the day]", "INSTANT")
            .Checked(text => UtcText.TryParse(text, out _) ? null : "an instant in UTC such as 2026-03-09T11:00:00Z");
        var step = Options.OneOf("--step", "Step in minutes [default: 60]", new Dictionary<string, int> { ["60"] = 60, ["30"] = 30, ["15"] = 15 });
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var command = new Command("run", "Forecast a day with a saved model.") { file, day, asOf, step, output };
        data.AddTo(command);
        command.SetAction(parsed =>
        {
            var format = parsed.GetValue(output);
            var model = ModelFiles.Load(context.Resolve(parsed.GetValue(file)!));
            var market = model.IsValid ? data.Read(parsed, context) : Validated<MarketData>.FromFaults(model.Faults);
            if (!market.TryGet(out var all))
                return context.Refuse(market.Faults, format);
            var seen = UtcText.TryParse(parsed.GetValue(asOf), out var instant) ? all.Select(series => series.AsOf(instant)) : all;
            var length = TimeSpan.FromMinutes(parsed.GetValue(step) ?? 60);
            var forecast = model.Value.Forecast(seen, parsed.GetValue(day)!.Value, length);
            if (!forecast.TryGet(out var found))
                return context.Refuse(forecast.Faults, format);
            Render(found, format, context.Out);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Render(QuantileForecast forecast, OutputFormat format, TextWriter output)
    {
        if (format != OutputFormat.Json)
        {
            output.Write(QuantileForecastCsv.Write([forecast]));
            return;
        }

        output.WriteLine(JsonSerializer.Serialize(
            new
            {
                kind = "quantileForecast",
                schemaVersion = BessJson.SchemaVersion,
                zone = forecast.Series.Zone,
                series = forecast.Series.Name,
                decidedAt = UtcText.Of(forecast.DecidedAt),
                provenance = forecast.Provenance.ToString(),
                stepMinutes = forecast.Grid.Step.TotalMinutes,
                levels = forecast.Levels.ToArray(),
                intervals = Enumerable.Range(0, forecast.Grid.Count).Select(t => new { start = UtcText.Of(forecast.Grid.StartOf(t)), quantiles = forecast.At(t).ToArray() }),
            },
            BessJson.Indented));
    }
}

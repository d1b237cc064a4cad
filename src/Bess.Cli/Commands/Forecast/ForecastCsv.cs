using System.Globalization;
using System.Text;
using Bess.Domain.Time;
using Bess.Forecasting.Models;

namespace Bess.Cli.Commands.Forecast;

/// <summary>Quantile forecasts as comma-separated values: <c>timestamp_utc,q0.1,…</c>, one row an interval.</summary>
internal static class ForecastCsv
{
    public static string Text(IReadOnlyList<QuantileForecast> forecasts)
    {
        var text = new StringBuilder();
        for (var f = 0; f < forecasts.Count; f++)
        {
            var forecast = forecasts[f];
            if (f == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"# {forecast.Series} quantiles; {forecast.Provenance}\n# decided_at: {UtcText.Of(forecast.DecidedAt)}\ntimestamp_utc");
                foreach (var level in forecast.Levels)
                    text.Append(CultureInfo.InvariantCulture, $",q{level}");
                text.Append('\n');
            }

            for (var t = 0; t < forecast.Grid.Count; t++)
            {
                text.Append(UtcText.Of(forecast.Grid.StartOf(t)));
                foreach (var quantile in forecast.At(t))
                    text.Append(CultureInfo.InvariantCulture, $",{quantile:R}");
                text.Append('\n');
            }
        }

        return text.ToString();
    }
}

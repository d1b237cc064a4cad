namespace Bess.Reports.Forecasts;

/// <summary>The unit in the name of a series, as people write it.</summary>
public static class SeriesUnit
{
    /// <summary><c>day_ahead_eur_per_mwh</c> is EUR/MWh, <c>fcr_n_eur_per_mw_h</c> EUR/(MW h), <c>load_actual_mw</c> MW; else the name itself.</summary>
    /// <param name="series">Name of the series.</param>
    public static string Of(string series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var words = series.Split('_');
        var per = Array.IndexOf(words, "per");
        if (per > 0)
        {
            var below = string.Join(' ', words[(per + 1)..]).Replace("mwh", "MWh", StringComparison.Ordinal).Replace("mw", "MW", StringComparison.Ordinal);
            return $"{words[per - 1].ToUpperInvariant()}/{(below.Contains(' ', StringComparison.Ordinal) ? $"({below})" : below)}";
        }

        return words[^1] switch { "mw" => "MW", "mwh" => "MWh", "kw" => "kW", "c" => "°C", _ => series };
    }
}

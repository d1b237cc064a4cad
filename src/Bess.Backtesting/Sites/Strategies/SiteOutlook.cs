namespace Bess.Backtesting.Sites.Strategies;

/// <summary>What a site reckons with, one value a step.</summary>
/// <param name="PricePerMwh">Prices, currency/MWh, fees not in them; NaN where nothing was ever known.</param>
/// <param name="SolarMw">Sun, MW; ≥ 0.</param>
/// <param name="LoadMw">Load, MW; ≥ 0.</param>
internal sealed record SiteOutlook(double[] PricePerMwh, double[] SolarMw, double[] LoadMw)
{
    /// <summary>Whether there is a price for each step.</summary>
    public bool HasPrices => Array.TrueForAll(PricePerMwh, double.IsFinite);
}

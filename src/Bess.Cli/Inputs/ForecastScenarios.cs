using System.Globalization;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Forecasting.Copula;
using Bess.Forecasting.Scenarios;
using Bess.Forecasting.Scenarios.Reduction;

namespace Bess.Cli.Inputs;

/// <summary>Scenarios made from a forecast, and how.</summary>
/// <param name="Full">All paths drawn.</param>
/// <param name="Copula">What was learnt from the past.</param>
/// <param name="Reduction">The reduced set; null when all were kept.</param>
/// <param name="Zone">The bidding zone; null when the catalogue has none of this name.</param>
/// <param name="Files">The files whose values were read.</param>
internal sealed record ForecastScenarios(
    JointScenarios Full, GaussianCopula Copula, ScenarioReduction? Reduction, BiddingZone? Zone, IReadOnlyList<string> Files)
{
    /// <summary>What is planned against.</summary>
    public JointScenarios Scenarios => Reduction?.Scenarios ?? Full;

    /// <summary>Currency of one market, from the name of its series: <c>…_eur_per_mwh</c>.</summary>
    public Currency CurrencyOf(int market) => CurrencyIn(Full.Markets[market].Series.Name) ?? Zone?.Currency ?? Currency.Eur;

    /// <summary>How they came to be, for people.</summary>
    public IReadOnlyList<string> Notes()
    {
        string drawn = string.Create(
            CultureInfo.InvariantCulture,
            $"{Full.Count} joint paths, decided at {UtcText.Of(Full.DecidedAt)}; copula of {Copula.DayCount} past days, shrinkage {Copula.Shrinkage:0.000}, day link {Copula.DayLink:0.000}");
        return Reduction is not { } reduced
            ? [drawn]
            : [drawn, string.Create(
                CultureInfo.InvariantCulture,
                $"reduced to {reduced.Scenarios.Count}: Wasserstein-{reduced.Order} distance {reduced.Distance:0.###}, {reduced.Distance / reduced.OfSingle:0.0%} of that of one scenario")];
    }

    private static Currency? CurrencyIn(string series)
    {
        var words = series.Split('_');
        var per = Array.IndexOf(words, "per");
        var code = per > 0 ? words[per - 1].ToUpperInvariant() : "";
        return Currency.IsCode(code) ? new Currency(code) : null;
    }
}

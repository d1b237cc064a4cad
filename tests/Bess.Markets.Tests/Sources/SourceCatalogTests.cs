using Bess.Domain.Series;
using Bess.Markets.Sources;

namespace Bess.Markets.Tests.Sources;

public sealed class SourceCatalogTests
{
    [Fact]
    public void All_Entries_AreWholeAndUnique()
    {
        Assert.Equal(SourceCatalog.All.Count, SourceCatalog.All.Select(entry => entry.Name).Distinct().Count());
        Assert.All(SourceCatalog.All, entry =>
        {
            Assert.Matches("^[a-z][a-z0-9-]*$", entry.Name);
            Assert.NotEmpty(entry.Publisher);
            Assert.NotEmpty(entry.Terms);
            Assert.NotEmpty(entry.Series);
            Assert.EndsWith("/", entry.Defaults.BaseAddress.AbsolutePath, StringComparison.Ordinal);
            Assert.Null(entry.Defaults.Token);
            Assert.NotNull(entry.Create(entry.Defaults));
        });
    }

    [Theory]
    [InlineData("DE_LU/day_ahead_eur_per_mwh", "entsoe")]
    [InlineData("NL/load_forecast_da_mw", "entsoe")]
    [InlineData("SE3/day_ahead_eur_per_mwh", "entsoe elprisetjustnu")]
    [InlineData("SE3/imbalance_eur_per_mwh", "esett")]
    [InlineData("SE/fcr_n_eur_per_mw_h", "mimer")]
    [InlineData("GB/system_price_gbp_per_mwh", "elexon")]
    [InlineData("GB/market_index_n2ex_volume_mwh", "elexon")]
    [InlineData("GB/drh_gbp_per_mw_h", "neso")]
    [InlineData("GB/national_demand_mw", "neso")]
    public void Offering_Series_NamesThePublishersInOrder(string series, string names)
    {
        Assert.True(SeriesId.TryParse(series, out var id));
        var offering = SourceCatalog.Offering(id).Select(entry => entry.Name).ToArray();
        Assert.Equal(names.Split(' '), offering.Where(names.Split(' ').Contains));
    }

    [Fact]
    public void Offering_PublisherThatWantsConsent_IsFoundByNameOnly()
    {
        Assert.True(SourceCatalog.TryFind("NordPool", out var entry));
        var id = new SeriesId("SE3", "day_ahead_eur_per_mwh");
        Assert.True(entry.Offers(id));
        Assert.DoesNotContain(entry, SourceCatalog.Offering(id));
    }

    [Theory]
    [InlineData("SE3/day_ahead_eur_per_mwh", "SE3/day_ahead_eur_per_mwh", true)]
    [InlineData("SE1,SE3/day_ahead_*_per_mwh", "SE3/day_ahead_sek_per_mwh", true)]
    [InlineData("*/day_ahead_*", "NL/day_ahead_eur_per_mwh", true)]
    [InlineData("SE1,SE3/day_ahead_*_per_mwh", "SE2/day_ahead_sek_per_mwh", false)]
    [InlineData("*/day_*_per_*h", "NL/day_ahead_eur_per_mwh", true)]
    [InlineData("*/*_gbp_per_mw_h", "GB/gbp_per_mw_h", false)]
    [InlineData("*/aba*aba", "X/aba", false)]
    [InlineData("*/day_ahead", "NL/day_ahead_eur_per_mwh", false)]
    public void Matches_Pattern_StarsStandForAnything(string pattern, string series, bool matches)
    {
        Assert.True(SeriesId.TryParse(series, out var id));
        Assert.Equal(matches, SeriesPattern.Matches(pattern, id));
    }
}

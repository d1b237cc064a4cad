using Bess.Backtesting.Knowledge;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Backtesting.Tests;

public sealed class MarketViewTests
{
    [Fact]
    public void Read_ValueKnownLater_IsMissing()
    {
        var id = new SeriesId("DE_LU", "day_ahead_eur_per_mwh");
        var start = new DateTimeOffset(2026, 3, 10, 0, 0, 0, TimeSpan.Zero);
        var series = new ObservedSeries(
            id, Enumerable.Range(0, 2).Select(hour => new Observation(start.AddHours(hour), TimeSpan.FromHours(1), 40 + hour, start.AddHours(hour))),
            new Provenance("test", "two hours", Synthetic: true));
        var view = new MarketView(new Dictionary<SeriesId, ObservedSeries> { [id] = series }, start);

        var values = view.Read(id, new TimeGrid(start, TimeSpan.FromHours(1), 2));

        Assert.Equal(40, values[0]);
        Assert.True(double.IsNaN(values[1]));
    }
}

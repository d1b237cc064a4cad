using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Store;
using Bess.Markets.Store.Filling;

namespace Bess.Markets.Tests.Store.Filling;

public sealed class StoreFillerTests : IDisposable
{
    private static readonly FillOrder Order = new(
        new SeriesId("SE3", "day_ahead_eur_per_mwh"), MarketClock.CentralEuropean, new DateOnly(2024, 2, 10), new DateOnly(2024, 6, 20));

    private readonly TemporaryFolder _folder = new();
    private readonly FileObservationStore _store;
    private readonly PlayedSource _source = new();

    public StoreFillerTests() => _store = new FileObservationStore(_folder.File("store"));

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Fill_FiveMonths_OneRequestEachThenNone()
    {
        var reports = new List<FillProgress>();
        var first = await StoreFiller.FillAsync(_store, _source, Order, new Immediate(reports.Add), default);
        Assert.Equal(5, first.Requests);
        Assert.Equal((132 * 24) - 1, first.Kept.Added);
        Assert.Equal(1, first.Coverage.Share);
        Assert.Equal([1, 2, 3, 4, 5], reports.Select(report => report.Done));
        Assert.Equal(23, first.Coverage.Days.Single(day => day.Day == new DateOnly(2024, 3, 31)).Expected);

        var again = await StoreFiller.FillAsync(_store, _source, Order, null, default);
        Assert.Equal((0, 0), (again.Requests, again.Kept.Unchanged));
        Assert.Equal(5, _source.Requests.Count);
    }

    [Fact]
    public async Task Fill_EndedInTheMiddle_GoesOnWhereItStopped()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Immediate(report => { if (report.Done == 3) stop.Cancel(); });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StoreFiller.FillAsync(_store, _source, Order, progress, stop.Token));
        var rest = await StoreFiller.FillAsync(_store, _source, Order, null, default);
        Assert.Equal(2, rest.Requests);
        Assert.Equal(1, rest.Coverage.Share);
    }

    [Fact]
    public async Task Fill_OneMonthFails_OthersKeptAndFaultTold()
    {
        _source.IsDown = request => request.Span.Start.Month == 3;
        var outcome = await StoreFiller.FillAsync(_store, _source, Order, null, default);
        Assert.Equal((5, 1), (outcome.Requests, outcome.Faults.Count));
        Assert.Single(outcome.Coverage.Missing);
    }

    [Fact]
    public async Task Fill_PublisherDown_LeftAloneAfterTwo()
    {
        _source.IsDown = _ => true;
        var outcome = await StoreFiller.FillAsync(_store, _source, Order, null, default);
        Assert.Equal((2, 2), (outcome.Requests, outcome.Faults.Count));
    }

    [Fact]
    public async Task Fill_Refresh_RevisionsFound()
    {
        await StoreFiller.FillAsync(_store, _source, Order, null, default);
        _source.ValueAt = at => at.Hour == 7 ? 99 : at.Hour;
        var outcome = await StoreFiller.FillAsync(_store, _source, Order with { Refresh = true }, null, default);
        Assert.Equal((5, 0, 132), (outcome.Requests, outcome.Kept.Added, outcome.Kept.Revised));
    }

    private sealed class Immediate(Action<FillProgress> report) : IProgress<FillProgress>
    {
        public void Report(FillProgress value) => report(value);
    }
}

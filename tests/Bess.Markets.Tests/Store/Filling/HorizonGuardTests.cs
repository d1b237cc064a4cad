using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Store;
using Bess.Markets.Store.Filling;
using Bess.TestKit;

namespace Bess.Markets.Tests.Store.Filling;

public sealed class HorizonGuardTests : IDisposable
{
    private static readonly SeriesId Series = new("SE3", "day_ahead_eur_per_mwh");

    // Four local days of January.
    private static readonly DeliveryInterval Span = new(new(2025, 1, 5, 23, 0, 0, TimeSpan.Zero), new(2025, 1, 9, 23, 0, 0, TimeSpan.Zero));

    private readonly TemporaryFolder _folder = new();
    private readonly FileObservationStore _store;
    private readonly PlayedSource _source = new();
    private readonly HorizonGuard _guard;

    public HorizonGuardTests()
    {
        _store = new FileObservationStore(_folder.File("store"));
        _guard = new HorizonGuard(_store, id => id.Zone == "SE3" ? _source : null, new ManualTimeProvider(Span.End));
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Require_EmptyStore_FetchedOnceThenFromTheStore()
    {
        var first = Assert.Single((await RequireAsync()).Value);
        Assert.Equal((96, 1.0, false), (first.Series.Count, first.Coverage.Share, first.IsStale));
        Assert.Single(_source.Requests);
        await RequireAsync();
        Assert.Single(_source.Requests);
    }

    [Fact]
    public async Task Require_DaysInTheMiddleMissing_OnlyThoseAskedFor()
    {
        _source.Lacks = at => at >= Span.Start.AddDays(1) && at < Span.Start.AddDays(2).AddHours(2);
        Assert.False((await RequireAsync()).IsValid);
        _source.Lacks = _ => false;
        Assert.True((await RequireAsync()).IsValid);
        Assert.Equal(new DeliveryInterval(Span.Start.AddDays(1), Span.Start.AddDays(3)), _source.Requests[^1].Span);
    }

    [Fact]
    public async Task Require_SourceDownAndStoreHasEnough_StaleWithItsAge()
    {
        _source.Lacks = at => at >= Span.End.AddHours(-4);
        Assert.True((await RequireAsync()).IsValid);
        _source.IsDown = _ => true;
        var held = Assert.Single((await RequireAsync()).Value);
        Assert.True(held.IsStale);
        Assert.Equal(TimeSpan.FromHours(24 + 5), held.Age);
        Assert.Equal(92, held.Series.Count);
        Assert.Contains("STALE: latest publication 29 h ago", held.ToString(), StringComparison.Ordinal);
        Assert.Contains("503", held.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Require_SourceDownAndTooLittle_StopsWithGapsReasonAndAge()
    {
        _source.Lacks = at => at.Hour is 3 or 4;
        var refused = await RequireAsync();
        Assert.False(refused.IsValid);
        _source.IsDown = _ => true;
        refused = await RequireAsync();
        Assert.False(refused.IsValid);
        Assert.Equal(4, refused.Faults.Count(fault => fault.Actual == "none"));
        Assert.Contains(refused.Faults, fault => fault.Field == "[2025-01-06T03:00:00Z, 2025-01-06T05:00:00Z)");
        Assert.Contains(refused.Faults, fault => fault.Actual.Contains("503", StringComparison.Ordinal));
        Assert.Contains("published 25 h ago", refused.Faults[0].Actual, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Require_MinimumLowered_SameGapsAccepted()
    {
        _source.Lacks = at => at.Hour is 3 or 4;
        Assert.True((await _guard.RequireAsync(new HorizonNeed([Series], Span) { MinimumCoverage = 0.9 }, default)).IsValid);
    }

    [Fact]
    public async Task Require_NothingAtAll_RefusedWhateverTheMinimum()
    {
        _source.IsDown = _ => true;
        Assert.False((await _guard.RequireAsync(new HorizonNeed([Series], Span) { MinimumCoverage = 0 }, default)).IsValid);
    }

    [Fact]
    public async Task Require_AsOf_LaterPublicationsDoNotCount()
    {
        await RequireAsync();
        var need = new HorizonNeed([Series], Span) { AsOf = Span.Start.AddHours(12) };
        var refused = await _guard.RequireAsync(need, default);
        Assert.Equal("[2025-01-07T12:00:00Z, 2025-01-09T23:00:00Z)", Assert.Single(refused.Faults, fault => fault.Actual == "none").Field);
        var half = new HorizonNeed([Series], new DeliveryInterval(Span.Start, Span.Start.AddDays(1))) { AsOf = Span.Start.AddHours(12) };
        Assert.Equal(24, Assert.Single((await _guard.RequireAsync(half, default)).Value).Series.Count);
    }

    [Fact]
    public async Task Require_SeveralSeries_FaultsOfAllTogether()
    {
        var need = new HorizonNeed([new("ATLANTIS", "a_mw"), new("NL", "day_ahead_eur_per_mwh"), Series], Span);
        var refused = await _guard.RequireAsync(need, default);
        Assert.Equal(["ATLANTIS/a_mw", "coverage", $"{Span}"], refused.Faults.Select(fault => fault.Field));
    }

    private Task<Domain.Validated<IReadOnlyList<HeldSeries>>> RequireAsync() => _guard.RequireAsync(new HorizonNeed([Series], Span), default);
}

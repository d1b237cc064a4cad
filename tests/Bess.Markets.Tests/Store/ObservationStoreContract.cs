using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Store;

namespace Bess.Markets.Tests.Store;

/// <summary>What every store of observations keeps. Each check uses series of its own.</summary>
public abstract class ObservationStoreContract
{
    protected static readonly DateTimeOffset Start = new(2025, 1, 31, 22, 0, 0, TimeSpan.Zero);

    protected static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly DeliveryInterval Always = new(Start.AddYears(-5), Start.AddYears(5));

    /// <summary>The store; its clock stands at <see cref="Now"/>.</summary>
    protected abstract IObservationStore Store { get; }

    [Fact]
    public async Task Append_BitsAndTicks_ReadBackTheSame()
    {
        double[] values = [0.1, -0.0, 1.0 / 3, double.Epsilon, double.MaxValue, -1e-300, 4e15 + 0.5, -12.34];
        var observations = values.Select((value, i) => new Observation(
            Start.AddHours(i).AddTicks(7 * i), TimeSpan.FromMinutes(15).Add(TimeSpan.FromTicks(i)), value, Start.AddTicks(-3 * i))).ToArray();
        var id = new SeriesId("DE_LU", "bits_mw");

        Assert.Equal(new AppendOutcome(values.Length, 0, 0), await AppendAsync(id, observations));

        var kept = (await Store.ReadAsync(id, Always, default)).Observations.ToArray();
        Assert.Equal(observations, kept);
        Assert.Equal(observations.Select(Bits), kept.Select(Bits));
    }

    [Fact]
    public async Task Append_TheSameAgain_ChangesNothing()
    {
        var id = new SeriesId("DE_LU", "again_mw");
        var day = Hours(48, t => t);
        await AppendAsync(id, day);
        Assert.Equal(new AppendOutcome(0, 0, 48), await AppendAsync(id, day));
        Assert.Equal(48, (await Store.ReadAsync(id, Always, default)).Count);
    }

    [Fact]
    public async Task Append_LaterPublication_RevisionBesideTheOldValue()
    {
        var id = new SeriesId("DE_LU", "revised_mw");
        await AppendAsync(id, Hours(3, t => t));
        var later = Hours(3, t => t == 1 ? 9 : t, Start.AddHours(5));
        Assert.Equal(new AppendOutcome(0, 1, 2), await AppendAsync(id, later));

        var kept = await Store.ReadAsync(id, Always, default);
        var grid = new TimeGrid(Start, TimeSpan.FromHours(1), 3);
        Assert.Equal([0.0, 9, 2], kept.On(grid));
        Assert.Equal([0.0, 1, 2], kept.AsOf(Start.AddHours(5).AddTicks(-1)).On(grid));
        Assert.Equal(new AppendOutcome(0, 0, 6), await AppendAsync(id, [.. Hours(3, t => t), .. later]));
    }

    [Fact]
    public async Task Append_EarlierPublicationOfTheSameValue_Kept()
    {
        var id = new SeriesId("DE_LU", "earlier_mw");
        await AppendAsync(id, Hours(1, _ => 5, Start));
        Assert.Equal(new AppendOutcome(0, 1, 0), await AppendAsync(id, Hours(1, _ => 5, Start.AddDays(-1))));
        Assert.Equal(1, (await Store.ReadAsync(id, Always, default)).AsOf(Start.AddDays(-1)).Count);
    }

    [Fact]
    public async Task Append_OtherValueOfTheSamePublication_RevisionLearntNow()
    {
        var id = new SeriesId("DE_LU", "contradicted_mw");
        await AppendAsync(id, Hours(2, t => t));
        Assert.Equal(new AppendOutcome(0, 1, 1), await AppendAsync(id, Hours(2, t => t * 7)));
        Assert.Equal(new AppendOutcome(0, 0, 2), await AppendAsync(id, Hours(2, t => t * 7)));

        var kept = (await Store.ReadAsync(id, Always, default)).Observations.ToArray();
        Assert.Equal([(1.0, Start.AddDays(-1)), (7.0, Now)], kept.Where(one => one.Start == Start.AddHours(1)).Select(one => (one.Value, one.KnownAt)));
    }

    [Fact]
    public async Task Append_TwoStepsOfOneStart_TwoIntervals()
    {
        var id = new SeriesId("DE_LU", "two_steps_mw");
        Observation[] both = [new(Start, TimeSpan.FromMinutes(15), 1, Start), new(Start, TimeSpan.FromHours(1), 2, Start)];
        Assert.Equal(new AppendOutcome(2, 0, 0), await AppendAsync(id, both));
        Assert.Equal(both, (await Store.ReadAsync(id, Always, default)).Observations.ToArray());
    }

    [Fact]
    public async Task Read_Span_DeliveriesThatBeginInItAcrossMonths()
    {
        var id = new SeriesId("DE_LU", "span_mw");
        await AppendAsync(id, Hours(60 * 24, t => t));
        var span = new DeliveryInterval(Start.AddHours(1), Start.AddDays(29).AddHours(3));
        var kept = await Store.ReadAsync(id, span, default);
        Assert.Equal((29 * 24) + 2, kept.Count);
        Assert.Equal(span.Start, kept.Observations[0].Start);
        Assert.Equal(0, (await Store.ReadAsync(id, new DeliveryInterval(Start.AddYears(-2), Start.AddYears(-1)), default)).Count);
    }

    [Fact]
    public async Task Read_UnknownSeries_EmptyOfThatName()
    {
        var id = new SeriesId("NOWHERE", "nothing_mw");
        var kept = await Store.ReadAsync(id, Always, default);
        Assert.Equal((id, 0), (kept.Id, kept.Count));
        Assert.DoesNotContain(id, await Store.ListAsync(default));
    }

    [Fact]
    public async Task List_SeveralSeries_InOrderOnceEach()
    {
        SeriesId[] ids = [new("ZA", "b_mw"), new("ZA", "a_mw"), new("Z_A", "a_mw")];
        foreach (var id in ids)
        {
            await AppendAsync(id, Hours(800, t => t));
            await AppendAsync(id, Hours(900, t => t));
        }

        var listed = (await Store.ListAsync(default)).Where(id => id.Zone.StartsWith('Z')).ToArray();
        Assert.Equal([ids[1], ids[0], ids[2]], listed);
    }

    [Fact]
    public async Task Provenance_SeveralOrigins_AllNamedAndSyntheticStays()
    {
        var id = new SeriesId("DE_LU", "origins_mw");
        await AppendAsync(id, Hours(2, t => t), new Provenance("one, \"quoted\"\nand broken", null, false));
        Assert.Equal(new Provenance("one, \"quoted\"\nand broken", null, false), (await Store.ReadAsync(id, Always, default)).Provenance);
        await AppendAsync(id, Hours(4, t => t), new Provenance("two", "made up", true));
        var both = (await Store.ReadAsync(id, Always, default)).Provenance;
        Assert.Contains("one", both.Source, StringComparison.Ordinal);
        Assert.Contains("two", both.Source, StringComparison.Ordinal);
        Assert.True(both.Synthetic);
    }

    [Fact]
    public async Task Append_Cancelled_NothingKept()
    {
        var id = new SeriesId("DE_LU", "cancelled_mw");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.AppendAsync(SeriesOf(id, Hours(5, t => t)), cancelled.Token));
        Assert.Equal(0, (await Store.ReadAsync(id, Always, default)).Count);
    }

    [Fact]
    public async Task Append_ManyAtOnce_EachWholeAndOnce()
    {
        var id = new SeriesId("DE_LU", "at_once_mw");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(k => AppendAsync(id, Hours(100 + (20 * (k / 2)), t => t))));
        Assert.Equal(200, outcomes.Sum(outcome => outcome.Added));
        Assert.Equal(0, outcomes.Sum(outcome => outcome.Revised));
        Assert.Equal(200, (await Store.ReadAsync(id, Always, default)).Count);
    }

    [Fact]
    public async Task Read_WhileAnotherAppends_WholeAppendsOnly()
    {
        var id = Batches.Series;
        var writing = Task.Run(async () =>
        {
            for (var n = 0; n < 20; n++)
                await Store.AppendAsync(Batches.Of(n), default);
        });
        while (!writing.IsCompleted)
            Assert.All(Batches.CountsIn(await Store.ReadAsync(id, Batches.Span, default)), pair => Assert.Equal(Batches.Rows, pair.Value));
        await writing;
        Assert.Equal(20 * Batches.Rows, (await Store.ReadAsync(id, Batches.Span, default)).Count);
    }

    protected static Observation[] Hours(int count, Func<int, double> value, DateTimeOffset? knownAt = null) =>
        Enumerable.Range(0, count).Select(t => new Observation(Start.AddHours(t), TimeSpan.FromHours(1), value(t), knownAt ?? Start.AddDays(-1))).ToArray();

    protected static ObservedSeries SeriesOf(SeriesId id, Observation[] observations, Provenance? origin = null) =>
        new(id, observations, origin ?? new Provenance("a test", null, false));

    protected Task<AppendOutcome> AppendAsync(SeriesId id, Observation[] observations, Provenance? origin = null) =>
        Store.AppendAsync(SeriesOf(id, observations, origin), CancellationToken.None);

    private static (long, long, long, long) Bits(Observation one) =>
        (one.Start.Ticks, one.Step.Ticks, BitConverter.DoubleToInt64Bits(one.Value), one.KnownAt.Ticks);
}

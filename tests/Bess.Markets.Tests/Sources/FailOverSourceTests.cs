using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Series;
using Bess.Domain.Time;
using Bess.Markets.Sources;

namespace Bess.Markets.Tests.Sources;

public sealed class FailOverSourceTests
{
    private static readonly SeriesId Id = new("SE3", "day_ahead_eur_per_mwh");
    private static readonly DateTimeOffset Start = new(2025, 3, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly SourceRequest Day = new(Id, new DeliveryInterval(Start, Start + (6 * Hour)));

    [Fact]
    public async Task FetchAsync_FirstIsComplete_SecondIsNotAsked()
    {
        var second = new Scripted(9);
        var answer = (await Pair(new Scripted(1, 0, 1, 2, 3, 4, 5), second).FetchAsync(Day, default)).Value;
        Assert.Equal([1, 1, 1, 1, 1, 1], Values(answer));
        Assert.Empty(second.Asked);
    }

    [Fact]
    public async Task FetchAsync_FirstHasGaps_SecondFillsThoseOnly()
    {
        var second = new Scripted(2, 0, 1, 2, 3, 4, 5);
        var answer = (await Pair(new Scripted(1, 0, 2, 3), second).FetchAsync(Day, default)).Value;
        Assert.Equal([1, 2, 1, 1, 2, 2], Values(answer));
        Assert.Equal([Span(1, 2), Span(4, 6)], second.Asked);
        Assert.Contains(answer.Notes, note => note.StartsWith("A: all of", StringComparison.Ordinal));
        Assert.Contains($"B: 1 value(s) for {Span(1, 2)}", answer.Notes);
        Assert.Contains($"B: 2 value(s) for {Span(4, 6)}", answer.Notes);
        Assert.Equal("A, then B", answer.Series.Provenance.Source);
    }

    [Fact]
    public async Task FetchAsync_FirstIsOut_SecondAnswersAndTheNotesSayWhy()
    {
        var answer = (await Pair(new Scripted(null), new Scripted(2, 0, 1, 2, 3, 4, 5)).FetchAsync(Day, default)).Value;
        Assert.Equal([2, 2, 2, 2, 2, 2], Values(answer));
        Assert.Contains("A did not answer: publisher: answer: expected data, was an outage", answer.Notes);
    }

    [Fact]
    public async Task FetchAsync_BothLackAnHour_ItStaysMissingAndIsFlagged()
    {
        var answer = (await Pair(new Scripted(1, 0, 1, 2), new Scripted(2, 4, 5)).FetchAsync(Day, default)).Value;
        Assert.Equal(5, answer.Series.Count);
        Assert.Contains($"missing at both, nothing stands in for it: {Span(3, 4)}", answer.Notes);
    }

    [Fact]
    public async Task FetchAsync_SecondIsOut_TheFirstsPartIsKept()
    {
        var answer = (await Pair(new Scripted(1, 0, 1), new Scripted(null)).FetchAsync(Day, default)).Value;
        Assert.Equal([1, 1], Values(answer));
        Assert.Contains(answer.Notes, note => note.StartsWith($"B did not answer for {Span(2, 6)}", StringComparison.Ordinal));
        Assert.Contains($"missing at both, nothing stands in for it: {Span(2, 6)}", answer.Notes);
    }

    [Fact]
    public async Task FetchAsync_BothAreOut_TellsBoth() =>
        Assert.Equal(2, (await Pair(new Scripted(null), new Scripted(null)).FetchAsync(Day, default)).Faults.Count);

    private static FailOverSource Pair(ISeriesSource first, ISeriesSource second) => new("A", first, "B", second);

    private static DeliveryInterval Span(int from, int to) => new(Start + (from * Hour), Start + (to * Hour));

    private static double[] Values(SourceAnswer answer) => answer.Series.Observations.ToArray().Select(one => one.Value).ToArray();

    private sealed class Scripted(double? value, params int[] hours) : ISeriesSource
    {
        public List<DeliveryInterval> Asked { get; } = [];

        public Task<Validated<SourceAnswer>> FetchAsync(SourceRequest request, CancellationToken cancellationToken)
        {
            Asked.Add(request.Span);
            return Task.FromResult(value is null
                ? Validated<SourceAnswer>.FromFault(new Fault("publisher", "answer", "data", "an outage"))
                : Validated<SourceAnswer>.FromValue(new SourceAnswer(
                    new ObservedSeries(
                        request.Series, hours.Select(hour => new Observation(Start + (hour * Hour), Hour, value.Value, Start)),
                        new Provenance("test", null, Synthetic: false)),
                    [])));
        }
    }
}

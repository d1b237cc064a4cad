using Bess.Domain.Series;
using Bess.Markets.Sources;
using Bess.Markets.Sources.Entsoe;

namespace Bess.Markets.Tests.Sources.Operators;

public sealed class EntsoeReaderTests
{
    [Fact]
    public void Read_VaryingBlocks_OmittedPositionsRepeatToTheEnd()
    {
        var answer = Single(EntsoeTexts.Prices(EntsoeTexts.Price("2024-03-10T00:00Z", "2024-03-10T06:00Z", "PT60M", "A03", (1, 10), (2, -5), (5, 7))));
        Assert.Equal([10, -5, -5, -5, 7, 7], Values(answer));
        Assert.Contains(answer.Notes, note => note.Contains("3 omitted position(s)", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_VaryingBlocksWithoutTheFirst_LeavesItMissing()
    {
        var answer = Single(EntsoeTexts.Prices(EntsoeTexts.Price("2024-03-10T00:00Z", "2024-03-10T03:00Z", "PT60M", "A03", (2, 4))));
        Assert.Equal([4, 4], Values(answer));
        Assert.Contains(answer.Notes, note => note.Contains("1 value(s) missing", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_FixedBlocks_OmittedPositionsAreMissing()
    {
        var answer = Single(EntsoeTexts.Prices(EntsoeTexts.Price("2024-03-10T00:00Z", "2024-03-10T06:00Z", "PT60M", "A01", (1, 10), (2, 20), (5, 7))));
        Assert.Equal([10, 20, 7], Values(answer));
        Assert.Contains(answer.Notes, note => note.Contains("3 value(s) missing", StringComparison.Ordinal));
        Assert.Contains(answer.Notes, note => note.Contains("1 gap(s)", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_TwoAuctions_AreTwoSeriesAndNoneFillsTheOther()
    {
        var answers = Read(EntsoeTexts.Prices(
            EntsoeTexts.Price("2026-02-01T23:00Z", "2026-02-02T01:00Z", "PT15M", "A03", sequence: 2, points: [(1, 50)]),
            EntsoeTexts.Price("2026-02-01T23:00Z", "2026-02-02T00:00Z", "PT15M", "A03", sequence: 1, points: [(1, 60), (3, 61)])));
        Assert.Equal([60, 60, 61, 61], Values(answers.Single(one => one.Series.Id.Name == "day_ahead_eur_per_mwh")));
        Assert.Equal(8, answers.Single(one => one.Series.Id.Name == "day_ahead_sequence_2_eur_per_mwh").Series.Count);
    }

    [Fact]
    public void Read_OnlyTheSecondAuction_HasNoCoupledPrice() =>
        Assert.Equal(
            "DE_LU/day_ahead_sequence_2_eur_per_mwh",
            Single(EntsoeTexts.Prices(
                EntsoeTexts.Price("2026-02-01T23:00Z", "2026-02-02T00:00Z", "PT15M", "A03", sequence: 2, points: [(1, 50)]))).Series.Id.ToString());

    [Theory]
    [InlineData("2025-09-29T22:00Z", "2025-09-29T23:00Z", 1)]
    [InlineData("2025-09-30T22:00Z", "2025-09-30T23:00Z", 4)]
    public void Read_TwoStepsWithoutANumber_TheCoupledStepOfTheDayCounts(string from, string to, int count)
    {
        var answer = Single(EntsoeTexts.Prices(
            EntsoeTexts.Price(from, to, "PT60M", "A03", (1, 10)),
            EntsoeTexts.Price(from, to, "PT15M", "A03", (1, 9), (2, 10), (3, 10.5), (4, 10.5))));
        Assert.Equal(count, answer.Series.Count);
        Assert.Contains(answer.Notes, note => note.Contains("1 period(s) of another step", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_NumberedBesideUnnumbered_TheNumberedCounts()
    {
        var answer = Single(EntsoeTexts.Prices(
            EntsoeTexts.Price("2024-03-10T00:00Z", "2024-03-10T01:00Z", "PT60M", "A03", (1, 99)),
            EntsoeTexts.Price("2024-03-10T00:00Z", "2024-03-10T01:00Z", "PT60M", "A03", sequence: 1, points: [(1, 10)])));
        Assert.Equal([10], Values(answer));
        Assert.Contains(answer.Notes, note => note.Contains("without an auction number left out", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ChangeOfStepAtMidnight_KeepsBothSteps()
    {
        var answer = Single(EntsoeTexts.Prices(
            EntsoeTexts.Price("2025-09-30T20:00Z", "2025-09-30T22:00Z", "PT60M", "A03", (1, 10), (2, 11)),
            EntsoeTexts.Price("2025-09-30T22:00Z", "2025-09-30T23:00Z", "PT15M", "A03", (1, 12), (2, 13), (3, 14), (4, 15))));
        Assert.Equal([10, 11, 12, 13, 14, 15], Values(answer));
        Assert.Equal([60, 60, 15, 15, 15, 15], answer.Series.Observations.ToArray().Select(one => (int)one.Step.TotalMinutes));
    }

    [Theory]
    [InlineData("2025-03-29T23:00Z", "2025-03-30T22:00Z", 23, 92)]
    [InlineData("2025-10-25T22:00Z", "2025-10-26T23:00Z", 25, 100)]
    public void Read_ClockChangeDay_HasAllItsIntervals(string from, string to, int hours, int quarters)
    {
        Assert.Equal(hours, Single(EntsoeTexts.Prices(EntsoeTexts.Price(from, to, "PT60M", "A03", (1, 1)))).Series.Count);
        Assert.Equal(quarters, Single(EntsoeTexts.Prices(EntsoeTexts.Price(from, to, "PT15M", "A03", (1, 1)))).Series.Count);
    }

    [Fact]
    public void Read_OtherNamespaceVersion_IsTheSame()
    {
        var text = EntsoeTexts.Prices(EntsoeTexts.Price("2024-03-10T00:00Z", "2024-03-10T01:00Z", "PT60M", "A03", (1, 10)));
        Assert.Equal([10], Values(Single(text.Replace(":7:3", ":9:0", StringComparison.Ordinal))));
    }

    [Fact]
    public void Read_IntradayContract_IsSkippedAndNoted()
    {
        var day = EntsoeTexts.Price("2024-03-10T00:00Z", "2024-03-10T01:00Z", "PT60M", "A03", (1, 10));
        var intraday = day.Replace("Agreement.type>A01", "Agreement.type>A07", StringComparison.Ordinal).Replace(">10<", ">77<", StringComparison.Ordinal);
        var answer = Single(EntsoeTexts.Prices(day, intraday));
        Assert.Equal([10], Values(answer));
        Assert.Contains(answer.Notes, note => note.Contains("contract type A07", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_GenerationPerType_ReadsSunAndWindAndSkipsTheRest()
    {
        var answers = Read(EntsoeTexts.Powers(
            "A75", "A16",
            EntsoeTexts.Power("inBiddingZone", "B16", 5), EntsoeTexts.Power("inBiddingZone", "B19", 7), EntsoeTexts.Power("inBiddingZone", "B14", 900),
            EntsoeTexts.Power("outBiddingZone", "B19", 3)));
        Assert.Equal(["solar_actual_mw", "wind_onshore_actual_mw"], answers.Select(one => one.Series.Id.Name));
        Assert.Equal([7], Values(answers[1]));
        Assert.Equal(new DateTimeOffset(2024, 3, 10, 2, 0, 0, TimeSpan.Zero), answers[0].Series.Observations[0].KnownAt);
        Assert.Contains("1 time series skipped: production type B14", answers[0].Notes);
        Assert.Contains("1 time series skipped: consumption of generating units", answers[0].Notes);
    }

    [Theory]
    [InlineData("A69", "A01", "B18", "wind_offshore_forecast_da_mw", "2024-03-09T17:00:00Z")]
    [InlineData("A65", "A01", null, "load_forecast_da_mw", "2024-03-09T09:00:00Z")]
    [InlineData("A65", "A16", null, "load_actual_mw", "2024-03-10T02:00:00Z")]
    [InlineData("A71", "A01", null, "generation_forecast_da_mw", "2024-03-09T17:00:00Z")]
    public void Read_Powers_AreNamedAndKnownByTheRegulation(string type, string process, string? production, string name, string knownAt)
    {
        var answer = Single(EntsoeTexts.Powers(type, process, EntsoeTexts.Power("inBiddingZone", production, 5)));
        Assert.Equal(name, answer.Series.Id.Name);
        Assert.Equal(knownAt, Domain.Time.UtcText.Of(answer.Series.Observations[0].KnownAt));
    }

    [Fact]
    public void Read_NoMatchingData_IsNoDataWithTheReason()
    {
        var read = EntsoeReader.Read(OperatorSamples.Document("a.xml", EntsoeTexts.Acknowledgement("No matching data found for Data item X"))).Value;
        Assert.Empty(read.Series);
        Assert.Equal("No matching data found for Data item X", read.Acknowledgement);
    }

    private static SourceAnswer Single(string text) => Assert.Single(Read(text));

    private static IReadOnlyList<SourceAnswer> Read(string text) => OperatorSamples.Read("entsoe/a.xml", text).Value;

    private static double[] Values(SourceAnswer answer) => answer.Series.Observations.ToArray().Select((Observation one) => one.Value).ToArray();
}

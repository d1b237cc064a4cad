using System.Text.Json;
using Bess.Backtesting.Ledger;
using Bess.Backtesting.Tests.Running;
using static Bess.Backtesting.Tests.Running.TestMarkets;

namespace Bess.Backtesting.Tests.Ledger;

/// <summary>The cycle limit of a run is checked in its ledger, day by day.</summary>
public sealed class LedgerCycleTests : IDisposable
{
    private static readonly DateOnly First = new(2025, 3, 29);
    private readonly string _ledger = Path.GetTempFileName();

    public void Dispose() => File.Delete(_ledger);

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.25, 2)]
    public void Check_LedgerHeldToALimit_TellsTheDaysAboveIt(double heldTo, int findings)
    {
        // Half a cycle is 0.8 MWh of the window of 1.6; on the local day of 23 hours too.
        var market = Synthetic(First, First.AddDays(1), seed: 2);
        var request = Request(market, First, First.AddDays(1), Battery(initialMwh: 1.8, cycles: 0.5));
        var outcome = Run(request, _ => TestStrategies.Fixed(1, 1, 1, 1, -1, -1, -1), _ledger);

        Assert.All(outcome.Days, day => Assert.Equal(0.8, day.DischargedMwh / 0.9, 9));
        var entries = LedgerReader.Read(_ledger).Value;
        var changed = entries.Select(entry => entry.Kind == LedgerKind.Run ? entry with { Data = WithLimit(entry.Data, heldTo) } : entry).ToArray();
        Assert.Equal(findings, LedgerCheck.Check(changed).Count(finding => finding.Field.Contains("discharge of the day", StringComparison.Ordinal)));
    }

    private static JsonElement WithLimit(JsonElement data, double cycles) => JsonDocument.Parse(data.GetRawText().Replace(
        "\"cyclesPerDay\":0.5", FormattableString.Invariant($"\"cyclesPerDay\":{cycles}"), StringComparison.Ordinal)).RootElement;
}

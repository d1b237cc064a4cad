using System.Text.Json.Nodes;
using Bess.Backtesting.Ledger;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Tests.Running;
using static Bess.Backtesting.Tests.Running.TestMarkets;

namespace Bess.Backtesting.Tests.Ledger;

public sealed class LedgerCheckTests : IDisposable
{
    private static readonly DateOnly First = new(2025, 3, 28);
    private readonly string _folder = Directory.CreateTempSubdirectory("bess-ledger-").FullName;
    private readonly string _path;

    public LedgerCheckTests()
    {
        _path = Path.Combine(_folder, "ledger.ndjson");
        var market = Synthetic(First, First.AddDays(4), 2, hasRealTime: true);
        Run(
            Request(market, First, First.AddDays(4), Battery(wearPerMwh: 3), new PlantSettings()),
            _ => TestStrategies.RealTimeTrader(context => context.EnergyMwh > 1 ? 0.4 : -0.2), _path);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Check_LedgerAsWritten_FindsNothing() => Assert.Empty(LedgerCheck.Check(_path));

    [Fact]
    public void Check_AThousandBytesChanged_AreAllFound()
    {
        var good = File.ReadAllBytes(_path);
        var chance = new Random(5);
        var missed = 0;
        for (var k = 0; k < 1000; k++)
        {
            var bytes = good.ToArray();
            var at = chance.Next(bytes.Length);
            bytes[at] = (byte)(bytes[at] ^ (1 << chance.Next(8)));
            File.WriteAllBytes(_path, bytes);
            missed += LedgerCheck.Check(_path).Count == 0 ? 1 : 0;
        }

        Assert.Equal(0, missed);
    }

    [Theory]
    [InlineData(LedgerKind.Settlement, "net", "data.net")]
    [InlineData(LedgerKind.Settlement, "streams/fees", "data.net")]
    [InlineData(LedgerKind.Settlement, "streams/dayAhead", "data.streams.dayAhead")]
    [InlineData(LedgerKind.Dispatch, "meteredMw/7", "data.energyMwh[7]")]
    [InlineData(LedgerKind.Dispatch, "energyMwh/9", "data.energyMwh[9]")]
    [InlineData(LedgerKind.Dispatch, "realTimePricePerMwh/3", "data.streams.realTime")]
    [InlineData(LedgerKind.Clearing, "dayAheadPricePerMwh/19", "data.streams.dayAhead")]
    [InlineData(LedgerKind.DayClosed, "energyMwh", "data.energyMwh")]
    public void Check_NumberChangedAndChainMadeAnew_NamesTheField(string kind, string place, string field)
    {
        var seq = Forge(kind, place);

        var findings = LedgerCheck.Check(_path);

        Assert.Contains(findings, finding => finding.Field == field && Math.Abs(finding.Seq - seq) <= 8);
    }

    [Fact]
    public void Check_EntryLeftOut_IsFound()
    {
        var lines = File.ReadAllLines(_path).ToList();
        lines.RemoveAt(4);
        File.WriteAllText(_path, string.Join('\n', lines) + "\n");

        Assert.Equal(4, Assert.Single(LedgerCheck.Check(_path)).Seq);
    }

    [Fact]
    public void Check_UnfinishedRun_SaysWhichDaysAreMissing()
    {
        var entries = LedgerReader.Read(_path).Value;
        var closed = entries.Where(entry => entry.Kind == LedgerKind.DayClosed).ElementAt(2);

        var findings = LedgerCheck.Check([.. entries.Where(entry => entry.Seq <= closed.Seq)]);

        Assert.NotEmpty(findings);
    }

    /// <summary>Adds 7 to a number of the second day and computes all hashes anew, as a forger would.</summary>
    private long Forge(string kind, string place)
    {
        var entries = LedgerReader.Read(_path).Value;
        var target = entries.Where(entry => entry.Kind == kind).ElementAt(1);
        var (text, prev) = ("", LedgerLine.First);
        foreach (var entry in entries)
        {
            var data = JsonNode.Parse(entry.Data.GetRawText())!;
            if (entry.Seq == target.Seq)
                Change(data, place.Split('/'));
            var (line, hash) = LedgerLine.Write(entry.Seq, entry.Day, entry.Kind, prev, writer =>
            {
                foreach (var (name, value) in data.AsObject())
                {
                    writer.WritePropertyName(name);
                    if (value is null)
                        writer.WriteNullValue();
                    else
                        value.WriteTo(writer);
                }
            });
            (text, prev) = (text + line + "\n", hash);
        }

        File.WriteAllText(_path, text);
        return target.Seq;
    }

    private static void Change(JsonNode node, string[] place)
    {
        for (var k = 0; k < place.Length - 1; k++)
            node = int.TryParse(place[k], out var index) ? node[index]! : node[place[k]]!;
        if (int.TryParse(place[^1], out var last))
            node[last] = node[last]!.GetValue<double>() + 7;
        else
            node[place[^1]] = node[place[^1]]!.GetValue<decimal>() + 7;
    }
}

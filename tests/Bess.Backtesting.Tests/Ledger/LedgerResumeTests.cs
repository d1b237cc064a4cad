using Bess.Backtesting.Ledger;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Running;
using Bess.Backtesting.Tests.Running;
using static Bess.Backtesting.Tests.Running.TestMarkets;

namespace Bess.Backtesting.Tests.Ledger;

public sealed class LedgerResumeTests : IDisposable
{
    private static readonly DateOnly First = new(2025, 3, 25);
    private readonly string _folder = Directory.CreateTempSubdirectory("bess-ledger-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_Twice_WritesTheSameBytes()
    {
        var (one, two) = (PathOf("one"), PathOf("two"));

        var first = RunTo(one);
        var second = RunTo(two);

        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(two));
        Assert.Equal(first.LedgerHash, second.LedgerHash);
    }

    [Fact]
    public void Run_CutAtFiftyRandomBytes_GoesOnToTheSameBytes()
    {
        var path = PathOf("whole");
        var whole = RunTo(path);
        var bytes = File.ReadAllBytes(path);
        var chance = new Random(11);
        for (var k = 0; k < 50; k++)
        {
            var cut = PathOf($"cut{k}");
            File.WriteAllBytes(cut, bytes[..chance.Next(bytes.Length)]);

            var again = RunTo(cut);

            Assert.Equal(bytes, File.ReadAllBytes(cut));
            Assert.Equal(whole.Net, again.Net);
        }
    }

    [Fact]
    public void Run_LedgerOfAnotherRun_IsRefused()
    {
        var path = PathOf("other");
        RunTo(path);

        var request = RequestOf() with { Reality = new PlantSettings { Seed = 99 } };
        var refused = Backtester.Run(request, Parts(_ => TestStrategies.Yesterday()), path);

        Assert.Equal("ledger", Assert.Single(refused.Faults).Field);
    }

    [Fact]
    public void Read_WholeLedger_FoldsToTheDaysOfTheRun()
    {
        var path = PathOf("fold");
        var outcome = RunTo(path);

        var days = LedgerReader.Days(LedgerReader.Read(path).Value);

        Assert.Equal(outcome.Days.Select(day => day.Net), days.Select(day => day.Net));
        Assert.Equal(outcome.Days.SelectMany(day => day.MeteredMw), days.SelectMany(day => day.MeteredMw));
    }

    private static BacktestRequest RequestOf() => Request(Synthetic(First, First.AddDays(7), 2, hasRealTime: true), First, First.AddDays(7), reality: new PlantSettings());

    private static BacktestOutcome RunTo(string path) =>
        Run(RequestOf(), _ => TestStrategies.RealTimeTrader(context => context.EnergyMwh > 1 ? 0.4 : -0.2), path);

    private string PathOf(string name) => Path.Combine(_folder, name + ".ndjson");
}

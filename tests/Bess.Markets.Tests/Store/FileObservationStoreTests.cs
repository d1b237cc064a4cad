using System.Globalization;
using Bess.Domain;
using Bess.Domain.Series;
using Bess.Markets.Store;
using Bess.TestKit;

namespace Bess.Markets.Tests.Store;

/// <summary>The contract on files, and what files alone promise.</summary>
public sealed class FileObservationStoreTests : ObservationStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileObservationStore _store;

    public FileObservationStoreTests() => _store = new FileObservationStore(_folder.File("store"), new ManualTimeProvider(Now));

    protected override IObservationStore Store => _store;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Append_TwoMonths_PlainFilesOfTheDocumentedForm()
    {
        await AppendAsync(new SeriesId("SE3", "day_ahead_eur_per_mwh"), Hours(3, t => 10.5 - t));
        Assert.Equal(
            """
            timestamp_utc,step,value,known_at_utc
            # {"Source":"a test","Detail":null,"Synthetic":false}
            2025-01-31T22:00:00Z,01:00:00,10.5,2025-01-30T22:00:00Z
            2025-01-31T23:00:00Z,01:00:00,9.5,2025-01-30T22:00:00Z

            """.ReplaceLineEndings("\n"),
            File.ReadAllText(_folder.File("store/SE3/day_ahead_eur_per_mwh/2025-01.csv")));
        Assert.Equal(3, File.ReadAllLines(_folder.File("store/SE3/day_ahead_eur_per_mwh/2025-02.csv")).Length);
        Assert.Equal(2, File.ReadAllLines(_folder.File("store/commits.log")).Length);
    }

    [Fact]
    public async Task Append_AnotherWriterHasTheFolder_RefusedWithItsProcess()
    {
        var id = new SeriesId("SE3", "a_mw");
        await AppendAsync(id, Hours(3, t => t));
        using var second = new FileObservationStore(_folder.File("store"));
        var refused = await Assert.ThrowsAsync<BessDataException>(() => second.AppendAsync(SeriesOf(id, Hours(4, t => t)), default));
        Assert.Contains(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await second.ReadAsync(id, Batches.Span, default)).Count);
        _store.Dispose();
        Assert.Equal(new AppendOutcome(1, 0, 3), await second.AppendAsync(SeriesOf(id, Hours(4, t => t)), default));
    }

    [Fact]
    public async Task Read_CommittedPartDamagedOrShort_ToldWithFileAndLine()
    {
        var id = new SeriesId("SE3", "a_mw");
        await AppendAsync(id, Hours(2, t => t));
        var path = _folder.File("store/SE3/a_mw/2025-01.csv");
        var whole = File.ReadAllText(path);

        File.WriteAllText(path, whole.Replace(",1,", ",x,", StringComparison.Ordinal));
        var damaged = await Assert.ThrowsAsync<BessDataException>(() => _store.ReadAsync(id, Batches.Span, default));
        Assert.Contains("SE3/a_mw/2025-01.csv: line 4", damaged.Message, StringComparison.Ordinal);

        File.WriteAllText(path, whole[..^1]);
        var cut = await Assert.ThrowsAsync<BessDataException>(() => _store.ReadAsync(id, Batches.Span, default));
        Assert.Contains("bytes that were committed", cut.Message, StringComparison.Ordinal);

        File.Delete(path);
        var gone = await Assert.ThrowsAsync<BessDataException>(() => _store.ReadAsync(id, Batches.Span, default));
        Assert.Contains("no such file", gone.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_SeveralThousandCommits_LogStaysShort()
    {
        var id = new SeriesId("SE3", "a_mw");
        for (var n = 0; n < 1200; n++)
            await AppendAsync(id, Hours(1, _ => n, Start.AddSeconds(n)));
        Assert.InRange(File.ReadAllLines(_folder.File("store/commits.log")).Length, 2, 600);
        Assert.Equal(1200, (await _store.ReadAsync(id, new(Start, Start.AddHours(1)), default)).Count);
    }

    [Fact]
    public async Task Log_OtherFirstLine_Refused()
    {
        _folder.Put("store/commits.log", "something else\n");
        await Assert.ThrowsAsync<BessDataException>(() => _store.ListAsync(default));
    }

    [Fact]
    public async Task Log_LineInTheMiddleDamaged_Refused()
    {
        for (var n = 0; n < 3; n++)
            await Store.AppendAsync(Batches.Of(n), default);
        var lines = File.ReadAllLines(_folder.File("store/commits.log"));
        lines[2] = lines[2].Replace('1', '2');
        File.WriteAllText(_folder.File("store/commits.log"), string.Join('\n', lines) + "\n");
        var refused = await Assert.ThrowsAsync<BessDataException>(() => _store.ReadAsync(Batches.Series, Batches.Span, default));
        Assert.Contains("commits.log: line 3", refused.Message, StringComparison.Ordinal);
    }
}

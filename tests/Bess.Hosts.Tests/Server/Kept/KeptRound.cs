using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Rounds;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Server.Kept;

/// <summary>A round that ran to its end on a desk with a folder, and copies of that folder as a kill would have left it.</summary>
internal sealed class KeptRound : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<TempFolder> _copies = [];
    private byte[] _note = [];

    /// <summary>Its events.</summary>
    public IReadOnlyList<RoundEvent> Events { get; private set; } = [];

    /// <summary>Its result.</summary>
    public RoundResult? Result { get; private set; }

    /// <summary>Runs an order; <paramref name="during"/> is called with each event.</summary>
    public static async Task<KeptRound> RunAsync(RoundOrder order, Func<LocalRoundDesk, RoundEvent, Task>? during = null, Func<LocalRoundDesk, Task>? before = null)
    {
        var kept = new KeptRound();
        await using var desk = Desk(kept._folder);
        if (before is not null)
            await before(desk);
        var launch = await desk.LaunchAsync(order, "test");
        Assert.True(launch.RoundId is not null, string.Join('\n', launch.Faults));
        kept._note = File.ReadAllBytes(kept.FileOf(kept._folder, "round.json"));
        var events = new List<RoundEvent>();
        await foreach (var happened in desk.FollowAsync(launch.RoundId!))
        {
            events.Add(happened);
            if (during is not null)
                await during(desk, happened);
        }

        (kept.Events, kept.Result) = (events, await desk.ResultAsync(launch.RoundId!));
        return kept;
    }

    public static LocalRoundDesk Desk(TempFolder folder, TimeProvider? clock = null) =>
        new(folder["powerplants"], clock, threads: 2, roundFolder: folder["rounds"]);

    /// <summary>All events of a round, each once and without gaps.</summary>
    public static async Task<List<RoundEvent>> FollowAsync(IRoundDesk desk, string id, int from = 0)
    {
        var events = new List<RoundEvent>();
        await foreach (var happened in desk.FollowAsync(id, from))
            events.Add(happened);
        Assert.Equal(Enumerable.Range(from, events.Count), events.Select(one => one.Number));
        return events;
    }

    /// <summary>The folder as it was after some events, with a torn line behind them.</summary>
    public TempFolder CutAfter(int events, byte[]? tail = null)
    {
        var copy = new TempFolder();
        _copies.Add(copy);
        foreach (var path in Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.Path, Path.GetRelativePath(_folder.Path, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }

        File.WriteAllBytes(FileOf(copy, "round.json"), _note);
        File.Delete(FileOf(copy, "result.json"));
        var lines = Events.Take(events).SelectMany(one => RoundEventDocument.Write(one).Append((byte)'\n'));
        File.WriteAllBytes(FileOf(copy, "events.ndjson"), [.. lines, .. tail ?? "{\"kind\":\"round-ev"u8.ToArray()]);
        return copy;
    }

    public string FileOf(TempFolder folder, string file) => Path.Combine(Assert.Single(Directory.GetDirectories(folder["rounds"])), file);

    public void Dispose()
    {
        _folder.Dispose();
        _copies.ForEach(copy => copy.Dispose());
    }
}

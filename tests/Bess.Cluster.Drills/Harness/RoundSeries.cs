using Bess.Benchmarks.Reporting;
using Bess.Coordination;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.TestKit.Fleets;

namespace Bess.Cluster.Drills.Harness;

/// <summary>Rounds of a few instances in turn, each compared with the same round in this process.</summary>
internal sealed class RoundSeries
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly DrillCluster _cluster;
    private readonly List<(RoundRequest Request, RoundResult Expected)> _instances = [];
    private readonly Dictionary<int, double> _undisturbed = [];
    private string? _last;
    private RoundResult? _lastResult;

    private RoundSeries(DrillCluster cluster) => _cluster = cluster;

    /// <summary>Usual times, seconds: launch answered, then lengths of gathering, one iteration, finalising.</summary>
    public (double Launch, double Gathering, double Iteration, double Finalising) Usual { get; private set; }

    /// <summary>Median time of an undisturbed round, seconds.</summary>
    public double UndisturbedSeconds => _undisturbed.Values.Average();

    /// <summary>Solves the instances here, and runs each a few times undisturbed there.</summary>
    public static async Task<RoundSeries> CreateAsync(DrillCluster cluster, int batteries, int seed, RoundOptions options)
    {
        var series = new RoundSeries(cluster);
        using var plant = new LocalVirtualPowerPlant();
        foreach (var kind in new[] { InstanceKind.Boundary, InstanceKind.Interior })
        {
            var request = Rounds.Of(VppInstance.Create(kind, seed, batteries), $"expected-{kind}", options);
            series._instances.Add((request, (await plant.CoordinateAsync(request with { Options = options with { MaskedSums = false } })).Value));
        }

        await series.WarmUpAsync();
        return series;
    }

    /// <summary>Number of iterations of a round undisturbed.</summary>
    public int IterationsOf(int number) => Instance(number).Expected.Trace.Count;

    /// <summary>Runs a round while something is done to the cluster.</summary>
    /// <param name="number">Which; instances take turns.</param>
    /// <param name="id">Its identity.</param>
    /// <param name="disturb">What is done meanwhile.</param>
    public async Task<SeriesOutcome> RunAsync(int number, string id, Func<WatchedRound, Task> disturb)
    {
        var (request, expected) = Instance(number);
        var order = RoundOrder.Of(request with { Id = id });
        var watched = new WatchedRound(_cluster.Desk, order);
        var running = watched.RunAsync(Limit);
        await disturb(watched);
        var outcome = await running;
        var comparison = outcome.Result is { } result ? ResultComparison.Of(expected, result) : null;
        if (outcome is { Phase: RoundPhase.Done, Result: { } done })
        {
            (_last, _lastResult) = (id, done);
        }

        var commitments = _last is null ? new Commitments(0, 0, 0) : await Commitments.OfAsync(_cluster.Desk, order.PowerPlant, _last, _lastResult!);
        return new SeriesOutcome(watched, outcome, comparison, commitments, outcome.Seconds - _undisturbed.GetValueOrDefault(number % _instances.Count));
    }

    /// <summary>Rounds of the plant that are known more than once.</summary>
    public async Task<int> DuplicatesAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        var rounds = await _cluster.Desk.RoundsAsync(_instances[0].Request.Fleet.Name, limit.Token);
        return rounds.Count - rounds.Select(round => round.Id).Distinct(StringComparer.Ordinal).Count();
    }

    private (RoundRequest Request, RoundResult Expected) Instance(int number) => _instances[number % _instances.Count];

    private async Task WarmUpAsync()
    {
        var rounds = new List<SeriesOutcome>();
        for (var number = 0; number < 5 * _instances.Count; number++)
        {
            rounds.Add(await RunAsync(number, $"undisturbed-{number}", _ => Task.CompletedTask));
            if (!rounds[^1].IsRight)
            {
                throw new InvalidOperationException($"an undisturbed round went wrong: {rounds[^1].Complaint}");
            }
        }

        // The first of each is compiled on the way.
        var warm = rounds.Skip(_instances.Count).ToArray();
        for (var i = 0; i < _instances.Count; i++)
        {
            _undisturbed[i] = Median(warm.Where((_, number) => number % _instances.Count == i).Select(round => round.Outcome.Seconds));
        }

        Usual = (
            Median(warm.Select(round => round.Watched.LaunchSeconds)),
            Median(warm.Select(round => round.Watched.At(RoundPhase.Iterating) - round.Watched.At(RoundPhase.Gathering))),
            Median(warm.Select(round => (round.Watched.At(RoundPhase.Finalising) - round.Watched.At(RoundPhase.Iterating)) / round.Outcome.Result!.Trace.Count)),
            Median(warm.Select(round => round.Watched.At(RoundPhase.Done) - round.Watched.At(RoundPhase.Finalising))));
    }

    private static double Median(IEnumerable<double> values) => Statistics.Quantile([.. values.Order()], 0.5);
}

/// <summary>A round of a series.</summary>
internal sealed record SeriesOutcome(WatchedRound Watched, RoundOutcome Outcome, ResultComparison? Comparison, Commitments Commitments, double LostSeconds)
{
    public bool IsHung => Outcome.Phase is null;

    /// <summary>Ended as undisturbed.</summary>
    public bool IsEqual => Outcome.Phase == RoundPhase.Done && Comparison is { IsEqual: true };

    /// <summary>Ended as undisturbed, and in force with everybody.</summary>
    public bool IsRight => IsEqual && Commitments is { Lost: 0, Wrong: 0, Right: > 0 };

    public string Complaint =>
        $"{Outcome.Phase?.ToString() ?? "no end"} after {Outcome.Seconds:0.0} s, {Outcome.Text}; {Comparison?.ToString() ?? "no result"}; {Commitments}; notes: {string.Join(" | ", Outcome.Result?.Notes.Take(5) ?? [])}";
}

using System.Globalization;
using Bess.Benchmarks.Reporting;
using Bess.Cluster.Drills.Harness;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.Domain.Assets;
using Bess.TestKit.Fleets;

namespace Bess.Cluster.Drills.Cases;

/// <summary>Enrolled batteries come and go at random moments of rounds.</summary>
internal sealed class ChurnDrill : IDrill
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly string[] Actions = ["join", "leave", "join several", "leave several", "join and leave of one", "leave and join of one", "leave near the end"];

    public string Name => "churn";

    public string Summary => "joins and leaves of enrolled batteries at random moments of rounds on two silos";

    public async Task<bool> RunAsync(DrillOptions options)
    {
        var random = new Random(options.Seed);
        var request = Rounds.Of(VppInstance.Create(InstanceKind.Soft, options.Seed, options.Batteries ?? 50), "churn");
        await using var cluster = await DrillCluster.StartAsync(2);
        var churn = new Churn(cluster, request, random);
        await churn.EnrolAsync();
        var outcomes = new List<ChurnOutcome>();
        for (var number = 0; number < (options.Rounds ?? 100); number++)
        {
            var action = number % Actions.Length;
            var outcome = await churn.RunAsync($"churn-{options.Seed}-{number}", action, Limit);
            outcomes.Add(outcome);
            await Console.Error.WriteLineAsync($"{number}: {Actions[action]}: {(outcome.Complaint.Length == 0 ? "right" : outcome.Complaint)}, {outcome.Noted} of {outcome.Asked} changes noted");
        }

        var table = new MarkdownTable("what", "rounds", "ended", "verdict holds for who took part", "changes asked for", "noted with their reason", "after the last iteration");
        foreach (var group in outcomes.Select((outcome, number) => (outcome, number % Actions.Length)).GroupBy(pair => pair.Item2).OrderBy(group => group.Key))
        {
            Add(table, Actions[group.Key], [.. group.Select(pair => pair.outcome)]);
        }

        Add(table, "all", outcomes);
        await Console.Out.WriteLineAsync(table.ToString());
        return outcomes.TrueForAll(outcome => outcome.Complaint.Length == 0);
    }

    private static void Add(MarkdownTable table, string what, IReadOnlyCollection<ChurnOutcome> outcomes)
    {
        string N(int count) => count.ToString(CultureInfo.InvariantCulture);
        table.Add(
            what, N(outcomes.Count), N(outcomes.Count(outcome => outcome.IsDone)), N(outcomes.Count(outcome => outcome.Complaint.Length == 0)),
            N(outcomes.Sum(outcome => outcome.Asked)), N(outcomes.Sum(outcome => outcome.Noted)), N(outcomes.Sum(outcome => outcome.Asked - outcome.Noted)));
    }

    private sealed record ChurnOutcome(bool IsDone, int Asked, int Noted, string Complaint);

    /// <summary>A plant whose members change.</summary>
    private sealed class Churn(DrillCluster cluster, RoundRequest request, Random random)
    {
        private readonly string _plant = request.Fleet.Name;
        private readonly HashSet<string> _enrolled = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);
        private int _asked;

        public async Task EnrolAsync()
        {
            foreach (var member in request.Fleet.Members.Take(request.Fleet.Members.Count * 4 / 5))
            {
                _enrolled.Add(member.Battery.Id.Value);
            }

            var faults = await cluster.Desk.CallAsync(
                desk => desk.JoinAsync(_plant, [.. request.Fleet.Members.Where(member => _enrolled.Contains(member.Battery.Id.Value))]), CancellationToken.None);
            if (faults.Count > 0)
            {
                throw new InvalidOperationException(string.Join("; ", faults));
            }
        }

        public async Task<ChurnOutcome> RunAsync(string id, int action, TimeSpan limit)
        {
            (_asked, var before) = (0, _enrolled.ToHashSet(StringComparer.Ordinal));
            _reasons.Clear();
            cluster.Desk.Prefer(random.Next(2));
            var watched = new WatchedRound(cluster.Desk, RoundOrder.Of(request) with { Id = id, Fleet = null });
            var running = watched.RunAsync(limit);
            var iteration = random.Next(1, 40);
            await watched.Until(happened => action == 6 ? happened.Phase >= RoundPhase.Finalising || happened.Iteration?.RelativeGap < 1e-5 : happened.Iteration?.Iteration >= iteration);
            using var desk = cluster.NewDesk();
            await ActAsync(desk, action);
            var outcome = await running;
            return await JudgeAsync(id, before, outcome);
        }

        private async Task ActAsync(AnyDesk desk, int action)
        {
            var several = random.Next(2, 6);
            switch (action)
            {
                case 0:
                    await JoinAsync(desk, Away(1));
                    break;
                case 2:
                    await JoinAsync(desk, Away(several));
                    break;
                case 4 when Away(1) is [var one]:
                    await JoinAsync(desk, [one]);
                    await LeaveAsync(desk, one);
                    break;
                case 5:
                    var other = There(1)[0];
                    await LeaveAsync(desk, other);
                    await JoinAsync(desk, [other]);
                    break;
                case 3:
                    await Task.WhenAll(There(several).Select(agent => LeaveAsync(desk, agent)));
                    break;
                default:
                    await LeaveAsync(desk, There(1)[0]);
                    break;
            }
        }

        private async Task JoinAsync(AnyDesk desk, string[] agents)
        {
            if (agents.Length == 0)
            {
                return;
            }

            _asked += agents.Length;
            var members = request.Fleet.Members.Where(member => agents.Contains(member.Battery.Id.Value)).ToArray();
            var faults = await desk.CallAsync(to => to.JoinAsync(_plant, members), CancellationToken.None);
            while (faults.Any(fault => fault.Actual.Contains("Too many calls", StringComparison.Ordinal)))
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
                faults = await desk.CallAsync(to => to.JoinAsync(_plant, members), CancellationToken.None);
            }

            if (faults.Count > 0)
            {
                throw new InvalidOperationException(string.Join("; ", faults));
            }

            _enrolled.UnionWith(agents);
        }

        private async Task LeaveAsync(AnyDesk desk, string agent)
        {
            string reason;
            lock (_reasons)
            {
                _asked++;
                reason = _reasons[agent] = $"needed at home, {_asked}";
            }

            await desk.CallAsync(to => to.LeaveAsync(_plant, new AgentId(agent), reason), CancellationToken.None);
            lock (_reasons)
            {
                _enrolled.Remove(agent);
            }
        }

        private string[] Away(int count) => Some(request.Fleet.Members.Select(member => member.Battery.Id.Value).Where(agent => !_enrolled.Contains(agent)), count);

        private string[] There(int count) => Some(_enrolled.Order(StringComparer.Ordinal), count);

        private string[] Some(IEnumerable<string> agents, int count) => [.. agents.OrderBy(_ => random.Next()).Take(count)];

        private async Task<ChurnOutcome> JudgeAsync(string id, HashSet<string> before, RoundOutcome outcome)
        {
            if (outcome is not { Phase: RoundPhase.Done, Result: { } result })
            {
                return new ChurnOutcome(false, _asked, 0, $"{outcome.Phase?.ToString() ?? "no end"}: {outcome.Text}");
            }

            // Who took part is what the notes say.
            var (members, noted) = (before.ToHashSet(StringComparer.Ordinal), 0);
            var complaints = new List<string>();
            foreach (var words in result.Notes.Select(note => note.Split(' ')))
            {
                if (words is [var agent, "joined" or "left", "at", "iteration", ..])
                {
                    noted++;
                    var isKnown = words[1] == "joined" ? members.Add(agent) : members.Remove(agent) && string.Join(' ', words[5..]) == _reasons.GetValueOrDefault(agent);
                    complaints.AddRange(isKnown ? [] : [$"note '{string.Join(' ', words)}'"]);
                }
                else if (words.Contains("held") || words.Contains("out"))
                {
                    complaints.Add($"note '{string.Join(' ', words)}'");
                }
            }

            complaints.AddRange(await CheckAsync(id, members, result));
            return new ChurnOutcome(true, _asked, noted, string.Join("; ", complaints));
        }

        /// <summary>The plan recomputed from what each battery has committed.</summary>
        private async Task<List<string>> CheckAsync(string id, HashSet<string> members, RoundResult result)
        {
            var complaints = new List<string>();
            var sum = new double[request.Scenarios.Grid.Count];
            foreach (var member in request.Fleet.Members.Select(member => member.Battery.Id))
            {
                var schedule = await cluster.Desk.ScheduleAsync(_plant, member, CancellationToken.None);
                if ((schedule?.RoundId == id) != members.Contains(member.Value))
                {
                    complaints.Add($"{member}: {(members.Contains(member.Value) ? "took part" : "took no part")}, its schedule is of {schedule?.RoundId ?? "no round"}");
                }
                else if (schedule is not null && schedule.RoundId == id)
                {
                    var power = schedule.Schedule.PowerMw;
                    for (var t = 0; t < sum.Length; t++)
                    {
                        sum[t] += power[t];
                    }
                }
            }

            var said = result.Coupling[0].PowerMw;
            var difference = sum.Zip(said).Max(pair => Math.Abs(pair.First - pair.Second));
            if (difference > 1e-9)
            {
                complaints.Add(string.Create(CultureInfo.InvariantCulture, $"sums differ by {difference:0.0e0} MW"));
            }

            if (!result.Verdict.PhysicallyFeasible)
            {
                complaints.Add("a battery breaks a limit");
            }

            if (result.Schedules.Count != members.Count)
            {
                complaints.Add($"{members.Count} took part, the result has {result.Schedules.Count} schedules");
            }

            return complaints;
        }
    }
}

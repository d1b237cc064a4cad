using Bess.Coordination.Agents;
using Bess.Coordination.Checking;
using Bess.Coordination.Privacy;
using Bess.Coordination.Runtime;

namespace Bess.Coordination.Leaves;

/// <summary>An agent of a masked leaf.</summary>
/// <param name="Place">Place in the order of the sums.</param>
/// <param name="Link">How it is reached.</param>
/// <param name="ClassIndex">Class of constraints.</param>
/// <param name="GroupPlace">Place of its group in a report.</param>
/// <param name="PowerMw">Connection power, MW.</param>
/// <param name="PublicKey">Its key of the round.</param>
public sealed record MaskedMember(int Place, IMaskedAgentLink Link, int ClassIndex, int GroupPlace, double PowerMw, ReadOnlyMemory<byte> PublicKey);

/// <summary>Sums the answers of a leaf's agents without learning any of them. All are waited for; who stays silent drops out of the round.</summary>
/// <remarks>There are no stand-ins: the leaf has no last answer of anybody. One call at a time; a broadcast that is repeated gets the same sum.</remarks>
public sealed class MaskedLeaf
{
    private readonly string _roundId;
    private readonly int _steps;
    private readonly IReadOnlyList<int[]> _classes;
    private readonly TimeSpan _silent;
    private readonly TimeProvider _clock;
    private readonly SortedDictionary<int, MaskedMember> _members = [];
    private readonly List<AgentRequest> _history = [];
    private MaskRoster? _roster;
    private PartialGathering? _last;

    /// <summary>Creates the leaf at some point of a round.</summary>
    /// <param name="roundId">Round.</param>
    /// <param name="steps">T.</param>
    /// <param name="classes">Constraints of each class.</param>
    /// <param name="silent">Time that an agent out of reach is waited for.</param>
    /// <param name="members">Who is in it now.</param>
    /// <param name="history">The broadcasts so far.</param>
    /// <param name="clock">Clock.</param>
    public MaskedLeaf(
        string roundId, int steps, IReadOnlyList<int[]> classes, TimeSpan silent, IEnumerable<MaskedMember> members, IEnumerable<AgentRequest> history, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(members);
        (_roundId, _steps, _classes, _silent, _clock) = (roundId, steps, classes, silent, clock);
        _history.AddRange(history);
        foreach (var member in members)
        {
            _members[member.Place] = member;
        }
    }

    /// <summary>Number of the last broadcast that the leaf took part in; 0 for none.</summary>
    public int LastSequence => _history.Count == 0 ? 0 : _history[^1].Sequence;

    /// <summary>Asks all agents.</summary>
    /// <param name="request">The broadcast that follows <see cref="LastSequence"/>, or that one again.</param>
    /// <param name="leaving">Places that are empty from it on.</param>
    /// <param name="digest">Digest of the broadcast.</param>
    /// <returns>The sum; null when the leaf stands elsewhere.</returns>
    public async Task<PartialGathering?> AskAsync(AgentRequest request, IEnumerable<int> leaving, byte[] digest)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(leaving);
        if (request.Sequence == LastSequence && _last is not null)
        {
            return _last;
        }

        if (request.Sequence != LastSequence + 1)
        {
            return null;
        }

        foreach (var place in leaving)
        {
            Drop(place);
        }

        var length = GatheringVector.Length(request.Task, _steps, _classes.Count);
        var opened = await CollectAsync(
            new MaskScope(request.Sequence, length, digest),
            digest,
            (member, fingerprint, token) => member.Link.AskAsync(new MaskedAsk(ForAgent(request, member), request.Sequence - 1, fingerprint, digest), token)).ConfigureAwait(false);
        var sum = opened.Values is { } values ? GatheringVector.Read(request.Task, values, _steps, _classes) : new PartialGathering(_steps, _classes);
        foreach (var place in opened.Dropped)
        {
            sum.NewlyLost.Add(place);
            Drop(place);
        }

        _history.Add(request);
        _last = sum;
        return sum;
    }

    /// <summary>Lets every agent form, check and keep its schedule.</summary>
    /// <param name="groups">Number of groups of the fleet.</param>
    /// <returns>The sum of their reports.</returns>
    public async Task<PlanReport> FinishAsync(int groups)
    {
        var sequence = LastSequence + 1;
        var length = GatheringVector.ReportLength(_steps, groups);
        var opened = await CollectAsync(
            new MaskScope(sequence, length, []),
            [],
            (member, fingerprint, token) => member.Link.FinishAsync(sequence, LastSequence, fingerprint, token)).ConfigureAwait(false);
        var report = opened.Values is { } values
            ? GatheringVector.ReadReport(values, _steps, groups, _members.Count - opened.Dropped.Count)
            : new PlanReport(_steps, groups);
        foreach (var member in _members.Values)
        {
            report.LargestPowerMw[member.GroupPlace] = Math.Max(report.LargestPowerMw[member.GroupPlace], member.PowerMw);
        }

        foreach (var place in opened.Dropped)
        {
            report.Findings.Add($"{_members[place].Link.Agent}: expected a confirmed schedule, was silent at the end of the round");
        }

        return report;
    }

    /// <summary>Masked answers of all, opened; or nothing where too few are left to open them.</summary>
    private async Task<(double[]? Values, IReadOnlyList<int> Dropped)> CollectAsync(
        MaskScope scope, byte[] digest, Func<MaskedMember, string, CancellationToken, Task<MaskedReply>> ask)
    {
        if (Roster() is not { } roster)
        {
            return (null, [.. _members.Keys]);
        }

        var fingerprint = Convert.ToHexString(roster.Fingerprint.Span);
        using var silence = new CancellationTokenSource(_silent, _clock);
        var members = _members.Values.ToArray();
        var replies = await Task.WhenAll(members.Select(member => AskOneAsync(member, fingerprint, ask, silence.Token))).ConfigureAwait(false);
        var sum = new MaskedSum(roster, scope);
        var isIn = new bool[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            isIn[i] = FixedPoint.TryFromBytes(replies[i], out var words) && words.Length > 0
                && sum.Add(roster.PlaceOf(members[i].Link.Agent), words) == MaskedAnswerStatus.Taken;
        }

        var dropped = sum.Close();
        var keys = dropped.Count == 0 ? [] : await RevealAsync(members.Where((_, i) => isIn[i]), scope, digest, dropped).ConfigureAwait(false);
        var result = sum.Open(keys);
        return result.Status == MaskedSumStatus.Opened
            ? (result.Values, [.. members.Where((_, i) => !isIn[i]).Select(member => member.Place)])
            : (null, [.. _members.Keys]);
    }

    private async Task<byte[]> AskOneAsync(MaskedMember member, string fingerprint, Func<MaskedMember, string, CancellationToken, Task<MaskedReply>> ask, CancellationToken silent)
    {
        try
        {
            while (true)
            {
                try
                {
                    var reply = await ask(member, fingerprint, silent).ConfigureAwait(false);
                    switch (reply.Kind)
                    {
                        case MaskedReplyKind.NeedsHistory:
                            await member.Link.RecallAsync([.. _history.Select(request => new PastRequest(ForAgent(request, member), true))], silent).ConfigureAwait(false);
                            break;
                        case MaskedReplyKind.NeedsRoster:
                            await member.Link.AgreeAsync(fingerprint, _roster!, silent).ConfigureAwait(false);
                            break;
                        default:
                            return reply.Words;
                    }
                }
                catch (LinkBrokenException)
                {
                    // The agent's host may be gone; the agent comes back on another one.
                    await Task.Delay(TimeSpan.FromMilliseconds(50), _clock, silent).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }

    private async Task<RevealedKey[]> RevealAsync(IEnumerable<MaskedMember> alive, MaskScope scope, byte[] digest, IReadOnlyList<int> dropped)
    {
        using var silence = new CancellationTokenSource(_silent, _clock);
        var keys = await Task.WhenAll(alive.Select(async member =>
        {
            try
            {
                return await member.Link.RevealAsync(scope.Sequence, scope.Values, digest, [.. dropped], silence.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is LinkBrokenException or OperationCanceledException)
            {
                return [];
            }
        })).ConfigureAwait(false);
        return [.. keys.SelectMany(part => part)];
    }

    private MaskRoster? Roster()
    {
        if (_roster is null)
        {
            var members = _members.Values.Select(member => new MaskMember(member.Link.Agent, member.PublicKey));
            _roster = _members.Count >= 3 && MaskRoster.Create(_roundId, members).TryGet(out var roster) ? roster : null;
        }

        return _roster;
    }

    private void Drop(int place)
    {
        if (_members.Remove(place))
        {
            _roster = null;
        }
    }

    private static AgentRequest ForAgent(AgentRequest request, MaskedMember member) => request with
    {
        PricePerMw = request.PricePerMw.Length > 0 ? [request.PricePerMw[member.ClassIndex]] : [],
        Correction = request.Correction is { } correction ? [correction[member.ClassIndex]] : null,
    };
}

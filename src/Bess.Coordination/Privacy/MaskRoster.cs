using System.Security.Cryptography;
using Bess.Domain;
using Bess.Domain.Assets;

namespace Bess.Coordination.Privacy;

/// <summary>The agents of one leaf and their public keys for one round, checked: on this all of them agree before any is masked.</summary>
/// <remarks>
/// Members are ordered by name, so the order in which they came does not matter; a place is an index in <see cref="Members"/>. All pair
/// keys are bound to <see cref="Fingerprint"/>: agents that were given different rosters share no masks, and their sum is refused.
/// Immutable.
/// </remarks>
public sealed class MaskRoster
{
    private readonly byte[] _fingerprint;
    private readonly Dictionary<AgentId, int> _places;

    private MaskRoster(string roundId, MaskMember[] members, int neighbours, int fewest)
    {
        RoundId = roundId;
        Members = members;
        FewestAnswers = fewest;
        _places = members.Select((member, place) => (member.Agent, place)).ToDictionary(pair => pair.Agent, pair => pair.place);
        var transcript = new Transcript("bess masks: roster, 1").Add(roundId).Number(neighbours).Number(fewest).Number(members.Length);
        foreach (var member in members)
        {
            transcript.Add(member.Agent.Value).Add(member.PublicKey.Span);
        }

        _fingerprint = SHA256.HashData(transcript.ToArray());
        Graph = MaskGraph.Of(members.Length, neighbours, _fingerprint);
    }

    /// <summary>Round.</summary>
    public string RoundId { get; }

    /// <summary>Members, by name.</summary>
    public IReadOnlyList<MaskMember> Members { get; }

    /// <summary>Fewest answers of which a sum may be opened.</summary>
    public int FewestAnswers { get; }

    /// <summary>Who shares masks with whom. Its order on the ring follows from the fingerprint, so nobody knows it before all keys are there.</summary>
    public MaskGraph Graph { get; }

    /// <summary>
    /// SHA-256 of round, members, keys and options. Owners that compare it by a way that the aggregator does not control know that it gave
    /// them all the same keys.
    /// </summary>
    public ReadOnlyMemory<byte> Fingerprint => _fingerprint;

    /// <summary>Checks and orders the members.</summary>
    /// <param name="roundId">Round, not empty.</param>
    /// <param name="members">2 to <see cref="FixedPoint.MostAddends"/> agents of different names and keys.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>The roster, or all faults: names or keys that occur twice, keys of a wrong length or not on the curve, options out of range.</returns>
    public static Validated<MaskRoster> Create(string roundId, IEnumerable<MaskMember> members, MaskOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(roundId);
        ArgumentNullException.ThrowIfNull(members);
        options ??= new MaskOptions();
        MaskMember[] sorted = [.. members.OrderBy(member => member.Agent)];
        var faults = new List<Fault>();
        if (sorted.Length is < 2 or > FixedPoint.MostAddends)
        {
            faults.Add(new Fault(roundId, "members", $"2 to {FixedPoint.MostAddends} agents", $"{sorted.Length}"));
        }
        else
        {
            CheckOptions(roundId, options, sorted.Length, faults);
        }

        CheckMembers(roundId, sorted, faults);
        if (faults.Count > 0)
        {
            return Validated<MaskRoster>.FromFaults(faults);
        }

        var (neighbours, fewest) = (options.NeighboursOf(sorted.Length), options.FewestOf(sorted.Length));
        return Validated<MaskRoster>.FromValue(new MaskRoster(roundId, sorted, neighbours, fewest));
    }

    /// <summary>Place of an agent.</summary>
    /// <param name="agent">Who.</param>
    /// <returns>Its index in <see cref="Members"/>, −1 when it is not a member.</returns>
    public int PlaceOf(AgentId agent) => _places.GetValueOrDefault(agent, -1);

    /// <summary>Whether the sum of those that are left may be opened.</summary>
    internal MaskVerdict Judge(IReadOnlyCollection<int> dropped)
    {
        var left = new bool[Members.Count];
        Array.Fill(left, true);
        foreach (var place in dropped)
        {
            left[place] = false;
        }

        return left.Count(isLeft => isLeft) < FewestAnswers ? MaskVerdict.TooFewRemain
            : !Graph.IsConnected(left) ? MaskVerdict.FallsApart
            : MaskVerdict.Granted;
    }

    private static void CheckOptions(string roundId, MaskOptions options, int members, List<Fault> faults)
    {
        if (options.Neighbours is { } k && k < members - 1 && !MaskGraph.IsDegree(k))
        {
            faults.Add(new Fault(roundId, "neighbours", $"an even number from 2, or at least {members - 1}", $"{k}"));
        }

        if (options.FewestAnswers is { } fewest && (fewest < 2 || fewest > members))
        {
            faults.Add(new Fault(roundId, "fewestAnswers", $"2 to {members}", $"{fewest}"));
        }
    }

    private static void CheckMembers(string roundId, MaskMember[] members, List<Fault> faults)
    {
        var keys = new Dictionary<string, AgentId>(StringComparer.Ordinal);
        for (var i = 0; i < members.Length; i++)
        {
            var (agent, key) = (members[i].Agent, members[i].PublicKey);
            if (i > 0 && members[i - 1].Agent == agent)
            {
                faults.Add(new Fault(roundId, agent.Value, "each agent once", "twice"));
            }

            if (key.Length != RoundKeys.PublicKeyLength)
            {
                faults.Add(new Fault(roundId, $"{agent}.publicKey", $"{RoundKeys.PublicKeyLength} bytes", $"{key.Length}"));
            }
            else if (!P256.IsOnCurve(key.Span))
            {
                faults.Add(new Fault(roundId, $"{agent}.publicKey", "a point of P-256, 0x04 x y", "none"));
            }
            else if (!keys.TryAdd(Convert.ToHexString(key.Span), agent))
            {
                faults.Add(new Fault(roundId, $"{agent}.publicKey", "a key of its own", $"that of {keys[Convert.ToHexString(key.Span)]}"));
            }
        }
    }
}

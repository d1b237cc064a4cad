using System.Security.Cryptography;
using System.Text;
using Bess.Coordination.Privacy;
using Bess.Domain.Assets;

namespace Bess.Coordination.Tests.Privacy;

/// <summary>The agents of a leaf with fixed secrets and answers.</summary>
internal sealed class MaskedLeaf : IDisposable
{
    public const string Round = "2026-03-10";

    public MaskedLeaf(int agents, MaskOptions? options = null)
    {
        Keys = [.. Enumerable.Range(0, agents).Select(i => KeysOf(i))];
        Roster = MaskRoster.Create(Round, Keys.Select(key => new MaskMember(key.Agent, key.PublicKey)), options).Value;
        Masks = [.. Keys.Select(key => PairMasks.Create(key, Roster).Value)];
    }

    public RoundKeys[] Keys { get; }

    public MaskRoster Roster { get; }

    /// <summary>By place: names are padded, so places are the order of the agents.</summary>
    public PairMasks[] Masks { get; }

    public static AgentSecret SecretOf(int agent) => AgentSecret.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes($"secret {agent}")));

    public static RoundKeys KeysOf(int agent, string round = Round, string data = "")
    {
        using var secret = SecretOf(agent);
        return secret.ForRound(round, new AgentId($"battery-{agent:000}"), Encoding.UTF8.GetBytes(data));
    }

    public static MaskScope Scope(int sequence, int values = 24) => new(sequence, values, Encoding.UTF8.GetBytes($"broadcast {sequence}"));

    public static double[] AnswerOf(int agent, int sequence = 1, int values = 24)
    {
        var random = new Random(1000 * sequence + agent);
        return [.. Enumerable.Range(0, values).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 8)))];
    }

    public UInt128[] WordsOf(int agent, MaskScope scope)
    {
        var words = new UInt128[scope.Words];
        Assert.Equal(MaskVerdict.Granted, Masks[agent].Mask(scope, AnswerOf(agent, scope.Sequence, scope.Values), words));
        return words;
    }

    /// <summary>The sum of the agents' answers that are not dropped.</summary>
    public MaskedSum SumOf(MaskScope scope, params int[] dropped)
    {
        var sum = new MaskedSum(Roster, scope);
        foreach (var agent in Enumerable.Range(0, Masks.Length).Except(dropped))
        {
            Assert.Equal(MaskedAnswerStatus.Taken, sum.Add(agent, WordsOf(agent, scope)));
        }

        return sum;
    }

    /// <summary>What the living reveal.</summary>
    public RevealedKey[] KeysFor(MaskScope scope, params int[] dropped) =>
        [.. Enumerable.Range(0, Masks.Length).Except(dropped).SelectMany(agent => Masks[agent].Reveal(scope, dropped).Keys)];

    /// <summary>The same sum without masks, in fixed point and rounded once.</summary>
    public static double[] PlainSum(MaskScope scope, IEnumerable<int> agents)
    {
        var sums = new UInt128[scope.Values];
        var words = new UInt128[scope.Values];
        foreach (var agent in agents)
        {
            Assert.True(FixedPoint.TryEncode(AnswerOf(agent, scope.Sequence, scope.Values), words));
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += words[i];
            }
        }

        return [.. sums.Select(FixedPoint.Decode)];
    }

    public void Dispose()
    {
        foreach (var masks in Masks)
        {
            masks.Dispose();
        }

        foreach (var keys in Keys)
        {
            keys.Dispose();
        }
    }
}

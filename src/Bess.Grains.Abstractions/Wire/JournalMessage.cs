using Bess.Coordination.Rounds.Journal;
using Bess.Coordination.Runtime;

namespace Bess.Grains.Wire;

/// <summary>An entry of a round's journal, as it is stored. Sums only: there is no battery's answer in it.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Journal")]
public sealed record JournalMessage
{
    /// <summary>0 opened, 1 answers, 2 stopped by the clock, 3 cancelled.</summary>
    [Id(0)]
    public required int Kind { get; init; }

    /// <summary>Opened: total power, then the powers of the classes, MW.</summary>
    [Id(1)]
    public byte[] Powers { get; init; } = [];

    /// <summary>Opened: agents. Answers: number of the broadcast.</summary>
    [Id(2)]
    public int Number { get; init; }

    /// <summary>Answers: the sum.</summary>
    [Id(3)]
    public SumMessage? Sum { get; init; }

    /// <summary>Answers: who came or went before.</summary>
    [Id(4)]
    public ChangeMessage[] Changes { get; init; } = [];

    /// <summary>Answers: seconds of gathering, seconds since the start.</summary>
    [Id(5)]
    public byte[] Seconds { get; init; } = [];

    /// <summary>Answers: number of all who had come or gone by then, noted ones that had become void among them.</summary>
    [Id(6)]
    public int ChangesSeen { get; init; }

    /// <summary>An entry as a message.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="sum">For answers: the sum that was gathered.</param>
    /// <param name="changes">For answers: who came or went before.</param>
    /// <returns>The message.</returns>
    public static JournalMessage Of(JournalEntry entry, SumMessage? sum, IReadOnlyList<ChangeMessage> changes) => entry switch
    {
        RoundOpened opened => new JournalMessage { Kind = 0, Powers = Vectors.Pack([opened.TotalPowerMw, .. opened.ClassPowersMw]), Number = opened.Agents },
        AnswersGathered answers => new JournalMessage
        {
            Kind = 1,
            Number = answers.Sequence,
            Sum = sum,
            Changes = [.. changes],
            Seconds = Vectors.Pack([answers.AgentSeconds, answers.ElapsedSeconds]),
        },
        RoundStopped stopped => new JournalMessage { Kind = stopped.IsCancelled ? 3 : 2 },
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry, "unknown kind of entry"),
    };

    /// <summary>The entry of the message.</summary>
    /// <param name="steps">T.</param>
    /// <param name="classes">Constraints of each class.</param>
    /// <returns>The entry.</returns>
    public JournalEntry ToEntry(int steps, IReadOnlyList<int[]> classes)
    {
        if (Kind == 0)
        {
            var powers = Numbers(Powers);
            return new RoundOpened(powers[0], powers[1..], Number);
        }

        if (Kind == 1)
        {
            var seconds = Numbers(Seconds);
            var gathering = Gathering.Of(Sum!.ToSum(steps, classes), []) with { Changes = [.. Changes.Select(change => change.ToChange())] };
            return new AnswersGathered(Number, gathering, seconds[0], seconds[1]);
        }

        return new RoundStopped(Kind == 3);
    }

    private static double[] Numbers(byte[] bytes)
    {
        var numbers = new double[bytes.Length / sizeof(double)];
        Vectors.Unpack(bytes, numbers);
        return numbers;
    }
}

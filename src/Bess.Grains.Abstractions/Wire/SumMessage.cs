using Bess.Coordination.Runtime;
using Bess.Optimization.Aladin;

namespace Bess.Grains.Wire;

/// <summary>Sums of the answers of one class of constraints.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.ClassSum")]
public sealed record ClassSumMessage
{
    /// <summary>Σ p, Σ b, Σ ∂p/∂μ, Σ A.</summary>
    [Id(0)]
    public required byte[] Vectors { get; init; }

    /// <summary>Σ f, Σ |f|, Σ c₀, Σ of bounds.</summary>
    [Id(1)]
    public required byte[] Scalars { get; init; }

    /// <summary>Number of barrier terms.</summary>
    [Id(2)]
    public required long BarrierTerms { get; init; }

    /// <summary>Number of agents.</summary>
    [Id(3)]
    public required int Blocks { get; init; }

    /// <summary>Sums as a message.</summary>
    /// <param name="sums">The sums.</param>
    /// <returns>The message.</returns>
    public static ClassSumMessage Of(ResponseSums sums)
    {
        ArgumentNullException.ThrowIfNull(sums);
        return new ClassSumMessage
        {
            Vectors = Wire.Vectors.Pack(sums.Value, sums.NewtonStep, sums.BarrierDerivative, sums.Sensitivity),
            Scalars = Wire.Vectors.Pack([sums.Cost, sums.AbsoluteCost, sums.Decrement, sums.LowerBound]),
            BarrierTerms = sums.BarrierTerms,
            Blocks = sums.Blocks,
        };
    }

    /// <summary>Writes the sums of the message.</summary>
    /// <param name="target">Receives them.</param>
    public void Fill(ResponseSums target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Wire.Vectors.Unpack(Vectors, target.Value, target.NewtonStep, target.BarrierDerivative, target.Sensitivity);
        var scalars = new double[4];
        Wire.Vectors.Unpack(Scalars, scalars);
        (target.Cost, target.AbsoluteCost, target.Decrement, target.LowerBound) = (scalars[0], scalars[1], scalars[2], scalars[3]);
        (target.BarrierTerms, target.Blocks) = (BarrierTerms, Blocks);
    }
}

/// <summary>What a node of the aggregation tree sends up: sums and counts, and the places of those who were not heard.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Sum")]
public sealed record SumMessage
{
    /// <summary>True when the node has no or another state and must be told the round so far; nothing else counts then.</summary>
    [Id(0)]
    public bool NeedsState { get; init; }

    /// <summary>Per class of constraints.</summary>
    [Id(1)]
    public ClassSumMessage[] Classes { get; init; } = [];

    /// <summary>Agents, answered, failed, missing, held, fixed steps.</summary>
    [Id(2)]
    public int[] Counts { get; init; } = [];

    /// <summary>Newton steps.</summary>
    [Id(3)]
    public long LocalSteps { get; init; }

    /// <summary>Places of the late and lost.</summary>
    [Id(4)]
    public int[] Missed { get; init; } = [];

    /// <summary>Places held from now on.</summary>
    [Id(5)]
    public int[] NewlyHeld { get; init; } = [];

    /// <summary>Places left out from now on.</summary>
    [Id(6)]
    public int[] NewlyLost { get; init; } = [];

    /// <summary>Σ of the agents' solving times, seconds.</summary>
    [Id(7)]
    public double SolveSeconds { get; init; }

    /// <summary>Answers that came too late so far.</summary>
    [Id(8)]
    public int LateAnswers { get; init; }

    /// <summary>Time that the node itself needed to sum, without waiting for those below, seconds.</summary>
    [Id(9)]
    public double NodeSeconds { get; init; }

    /// <summary>Late answers that count from now on: place and number of the broadcast, in turn.</summary>
    [Id(10)]
    public int[] Late { get; init; } = [];

    /// <summary>A sum as a message.</summary>
    /// <param name="sum">The sum.</param>
    /// <returns>The message.</returns>
    public static SumMessage Of(PartialGathering sum)
    {
        ArgumentNullException.ThrowIfNull(sum);
        return new SumMessage
        {
            Classes = [.. sum.Classes.Select(ClassSumMessage.Of)],
            Counts = [sum.Agents, sum.Answered, sum.Failed, sum.Missing, sum.Held, sum.FixedSteps],
            LocalSteps = sum.LocalSteps,
            Missed = [.. sum.Missed],
            NewlyHeld = [.. sum.NewlyHeld],
            NewlyLost = [.. sum.NewlyLost],
            Late = Pack(sum.Late),
        };
    }

    /// <summary>The sum of the message.</summary>
    /// <param name="steps">T.</param>
    /// <param name="classes">Constraints of each class.</param>
    /// <returns>A new sum.</returns>
    public PartialGathering ToSum(int steps, IReadOnlyList<int[]> classes)
    {
        var sum = new PartialGathering(steps, classes)
        {
            Agents = Counts[0],
            Answered = Counts[1],
            Failed = Counts[2],
            Missing = Counts[3],
            Held = Counts[4],
            FixedSteps = Counts[5],
            LocalSteps = LocalSteps,
        };
        for (var c = 0; c < Classes.Length; c++)
        {
            Classes[c].Fill(sum.Classes[c]);
        }

        AddAll(sum.Missed, Missed);
        AddAll(sum.NewlyHeld, NewlyHeld);
        AddAll(sum.NewlyLost, NewlyLost);
        AddAll(sum.Late, Unpack(Late));
        return sum;
    }

    /// <summary>Marks as numbers.</summary>
    /// <param name="late">The marks.</param>
    /// <returns>Place and number of the broadcast, in turn.</returns>
    internal static int[] Pack(IEnumerable<LateMark> late) => [.. late.SelectMany(mark => new[] { mark.Place, mark.Sequence })];

    /// <summary>Numbers as marks.</summary>
    /// <param name="late">Place and number of the broadcast, in turn.</param>
    /// <returns>The marks.</returns>
    internal static IEnumerable<LateMark> Unpack(int[] late) => late.Chunk(2).Select(pair => new LateMark(pair[0], pair[1]));

    private static void AddAll<T>(IList<T> target, IEnumerable<T> from)
    {
        foreach (var item in from)
        {
            target.Add(item);
        }
    }
}

using Bess.Optimization.Aladin;

namespace Bess.Coordination.Runtime;

/// <summary>Answers of some of the agents, summed: what goes up the aggregation tree.</summary>
public sealed class PartialGathering
{
    /// <summary>Creates zero sums.</summary>
    /// <param name="steps">T.</param>
    /// <param name="classes">Constraints of each class of agents.</param>
    public PartialGathering(int steps, IReadOnlyList<int[]> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        Classes = [.. classes.Select(constraints => new ResponseSums(steps, constraints))];
    }

    /// <summary>Sums per class of constraints.</summary>
    public IReadOnlyList<ResponseSums> Classes { get; }

    /// <summary>Agents in it.</summary>
    public int Agents { get; set; }

    /// <summary>Agents that answered to this request.</summary>
    public int Answered { get; set; }

    /// <summary>Agents whose local iteration failed.</summary>
    public int Failed { get; set; }

    /// <summary>Agents without any answer that could stand in.</summary>
    public int Missing { get; set; }

    /// <summary>Steps fixed to one direction so far.</summary>
    public int FixedSteps { get; set; }

    /// <summary>Agents that no longer answer and whose last answer counts as a fixed plan.</summary>
    public int Held { get; set; }

    /// <summary>Places of the agents whose answer to this request was late or lost.</summary>
    public IList<int> Missed { get; } = [];

    /// <summary>Places of those who are held from this request on.</summary>
    public IList<int> NewlyHeld { get; } = [];

    /// <summary>Places of those who never answered and are left out from this request on.</summary>
    public IList<int> NewlyLost { get; } = [];

    /// <summary>Late answers that count from this request on.</summary>
    public IList<LateMark> Late { get; } = [];

    /// <summary>Local Newton steps.</summary>
    public long LocalSteps { get; set; }

    /// <summary>The sum of some parts, in order.</summary>
    /// <param name="steps">T.</param>
    /// <param name="classes">Constraints of each class of agents.</param>
    /// <param name="parts">Answers of other agents each.</param>
    /// <returns>A new sum.</returns>
    public static PartialGathering SumOf(int steps, IReadOnlyList<int[]> classes, IReadOnlyList<PartialGathering> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var total = new PartialGathering(steps, classes);
        foreach (var part in parts)
        {
            total.Add(part);
        }

        return total;
    }

    /// <summary>Sets everything to zero.</summary>
    public void Clear()
    {
        foreach (var sums in Classes)
        {
            sums.Clear();
        }

        (Agents, Answered, Failed, Missing, Held, FixedSteps, LocalSteps) = (0, 0, 0, 0, 0, 0, 0);
        Missed.Clear();
        NewlyHeld.Clear();
        NewlyLost.Clear();
        Late.Clear();
    }

    /// <summary>Adds other answers of the same classes.</summary>
    /// <param name="other">The addend.</param>
    public void Add(PartialGathering other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var c = 0; c < Classes.Count; c++)
        {
            Classes[c].Add(other.Classes[c]);
        }

        Agents += other.Agents;
        Answered += other.Answered;
        Failed += other.Failed;
        Missing += other.Missing;
        Held += other.Held;
        FixedSteps += other.FixedSteps;
        LocalSteps += other.LocalSteps;
        AddAttendance(other);
    }

    /// <summary>Adds what other answers say of who was late, held or lost, and no number.</summary>
    /// <param name="other">The addend.</param>
    public void AddAttendance(PartialGathering other)
    {
        ArgumentNullException.ThrowIfNull(other);
        AddAll(Missed, other.Missed);
        AddAll(NewlyHeld, other.NewlyHeld);
        AddAll(NewlyLost, other.NewlyLost);
        AddAll(Late, other.Late);
    }

    private static void AddAll<T>(IList<T> target, IList<T> from)
    {
        foreach (var item in from)
        {
            target.Add(item);
        }
    }
}

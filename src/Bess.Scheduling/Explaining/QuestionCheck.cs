using Bess.Scheduling.Plants;

namespace Bess.Scheduling.Explaining;

/// <summary>Shapes of questions.</summary>
internal static class QuestionCheck
{
    public static void Wear(StoragePlant plant, string name)
    {
        if (plant.WearInForce.CycleDepth.Count > 0)
            throw new ArgumentException($"Plant.Wear.CycleDepth: expected no layers, wear is explained by throughput; was {plant.WearInForce.CycleDepth.Count}.", name);
    }

    public static void Lists(IReadOnlyList<IReadOnlyList<double>> lists, int count, int steps, string name)
    {
        if (lists.Count != count)
            throw new ArgumentException($"{name}: expected {count} lists, was {lists.Count}.", name);
        foreach (var list in lists)
            Length(list, steps, name);
    }

    public static void Length(IReadOnlyList<double> values, int steps, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Count != steps)
            throw new ArgumentException($"{name}: expected {steps} values, was {values.Count}.", name);
        for (var t = 0; t < steps; t++)
        {
            if (!double.IsFinite(values[t]))
                throw new ArgumentException($"{name}[{t}]: expected a finite number, was {values[t]}.", name);
        }
    }
}

using Bess.Coordination.Rounds;

namespace Bess.Coordination.Algorithms;

/// <summary>The multipliers that a round starts from.</summary>
internal static class StartingPrice
{
    /// <summary>Those of an earlier pass of this round, else those of an earlier round, within the prices; null when there are none.</summary>
    public static double[]? Of(RoundContext context)
    {
        if (context.BestMultipliers is { } best)
        {
            return Clipped(context, best);
        }

        return context.Options.WarmStart is { } warm
            ? Clipped(context, warm.MultipliersPerMwh.SelectMany(row => row.Select(y => y * context.Plan.TimeStepHours)))
            : null;
    }

    private static double[] Clipped(RoundContext context, IEnumerable<double> values)
    {
        double[] multipliers = [.. values];
        context.Plan.Set.Clip(multipliers);
        return multipliers;
    }
}

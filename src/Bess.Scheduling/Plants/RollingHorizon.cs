namespace Bess.Scheduling.Plants;

/// <summary>Plans a long time piece by piece: each plan looks further ahead than the part of it that is run.</summary>
public static class RollingHorizon
{
    /// <summary>Runs over all steps.</summary>
    /// <typeparam name="TPlan">A plan.</typeparam>
    /// <param name="steps">All steps; ≥ 1.</param>
    /// <param name="used">Steps of each plan that are run (a day); ≥ 1.</param>
    /// <param name="lookAhead">Steps of each plan (a week); ≥ <paramref name="used"/>, cut at the end.</param>
    /// <param name="startMwh">Energy before the first step.</param>
    /// <param name="plan">Called with first step, number of steps and stored energy; returns a plan.</param>
    /// <param name="energyAfterMwh">Energy after a given number of steps of a plan were run.</param>
    /// <returns>Each plan with its first step and how many steps of it are run.</returns>
    public static IReadOnlyList<(int First, int Used, TPlan Plan)> Run<TPlan>(
        int steps, int used, int lookAhead, double startMwh, Func<int, int, double, TPlan> plan, Func<TPlan, int, double> energyAfterMwh)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(used, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(lookAhead, used);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(energyAfterMwh);
        var plans = new List<(int First, int Used, TPlan Plan)>();
        var energy = startMwh;
        for (var first = 0; first < steps; first += used)
        {
            var run = Math.Min(used, steps - first);
            var made = plan(first, Math.Min(lookAhead, steps - first), energy);
            plans.Add((first, run, made));
            energy = energyAfterMwh(made, run);
        }

        return plans;
    }
}

using System.Globalization;
using Bess.Coordination.Rounds;

namespace Bess.Cluster.Drills.Harness;

/// <summary>How far two results of the same round are apart.</summary>
/// <param name="Largest">Largest difference of any number, over max(1, its size).</param>
/// <param name="Where">What differs most, or in kind.</param>
internal sealed record ResultComparison(double Largest, string Where)
{
    /// <summary>What the same round must keep to, wherever it runs.</summary>
    public const double Tolerance = 1e-9;

    /// <summary>Whether the results are the same.</summary>
    public bool IsEqual => Largest <= Tolerance;

    public static ResultComparison Of(RoundResult expected, RoundResult actual)
    {
        var worst = new Worst();
        worst.Same("status", expected.Status, actual.Status);
        worst.Same("iterations", expected.Trace.Count, actual.Trace.Count);
        worst.Same("sums", expected.Coupling.Count, actual.Coupling.Count);
        worst.Same("schedules", expected.Schedules.Count, actual.Schedules.Count);
        if (worst.Largest > Tolerance)
        {
            return new ResultComparison(worst.Largest, worst.Where);
        }

        var actualByAgent = actual.Schedules.ToDictionary(schedule => schedule.Agent);
        foreach (var schedule in expected.Schedules)
        {
            if (!actualByAgent.TryGetValue(schedule.Agent, out var other))
            {
                return new ResultComparison(double.PositiveInfinity, $"schedule of {schedule.Agent}: none");
            }

            worst.Numbers($"power of {schedule.Agent}", schedule.PowerMw, other.PowerMw);
            worst.Numbers($"energy of {schedule.Agent}", schedule.StateOfChargeMwh, other.StateOfChargeMwh);
        }

        foreach (var (sum, other) in expected.Coupling.Zip(actual.Coupling))
        {
            worst.Numbers($"sum {sum.Name}", sum.PowerMw, other.PowerMw);
            worst.Numbers($"multipliers {sum.Name}", sum.MultiplierPerMwh, other.MultiplierPerMwh);
        }

        worst.Number("cost", expected.Certificate.PlanCost, actual.Certificate.PlanCost);
        worst.Number("bound", expected.Certificate.LowerBound, actual.Certificate.LowerBound);
        worst.Number("recomputed cost", expected.Verdict.Cost, actual.Verdict.Cost);
        worst.Number("expected profit", expected.Economics.ExpectedProfit, actual.Economics.ExpectedProfit);
        return new ResultComparison(worst.Largest, worst.Where);
    }

    public override string ToString() => Largest == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{Largest:0.0e0} ({Where})");

    private sealed class Worst
    {
        public double Largest { get; private set; }

        public string Where { get; private set; } = "";

        public void Same<T>(string what, T expected, T actual)
        {
            if (!EqualityComparer<T>.Default.Equals(expected, actual))
            {
                (Largest, Where) = (double.PositiveInfinity, $"{what}: expected {expected}, was {actual}");
            }
        }

        public void Numbers(string what, ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
        {
            Same(what + " (length)", expected.Length, actual.Length);
            for (var i = 0; i < Math.Min(expected.Length, actual.Length); i++)
            {
                Number(what, expected[i], actual[i]);
            }
        }

        public void Number(string what, double expected, double actual)
        {
            var difference = expected.Equals(actual) ? 0 : Math.Abs(expected - actual) / Math.Max(1, Math.Abs(expected));
            if (!(difference <= Largest))
            {
                (Largest, Where) = (double.IsNaN(difference) ? double.PositiveInfinity : difference, what);
            }
        }
    }
}

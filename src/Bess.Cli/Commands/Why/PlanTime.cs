using System.Globalization;
using Bess.Domain;
using Bess.Domain.Time;

namespace Bess.Cli.Commands.Why;

/// <summary>Finds the interval of a plan that holds an instant, in UTC or in local time.</summary>
internal static class PlanTime
{
    private static readonly string[] LocalForms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"];

    /// <summary>The interval.</summary>
    /// <param name="text">The instant.</param>
    /// <param name="grid">The plan's steps.</param>
    /// <param name="zone">The plan's zone; null when unknown.</param>
    public static Validated<int> StepOf(string text, TimeGrid grid, BiddingZone? zone)
    {
        var origin = Origin.CommandLine("--at");
        var horizon = $"within {UtcText.Of(grid.Start)} to {UtcText.Of(grid.End)}";
        if (UtcText.TryParse(text, out var instant))
        {
            return grid.Contains(instant)
                ? Validated<int>.FromValue(grid.IndexOf(instant))
                : Validated<int>.FromFault(origin.Fault($"an instant {horizon}", text));
        }

        if (!DateTime.TryParseExact(text, LocalForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return Validated<int>.FromFault(origin.Fault("an instant such as 2026-03-10T17:00:00Z, or local time such as 2026-03-10T18:00", $"'{text}'"));
        if (zone is null)
            return Validated<int>.FromFault(origin.Fault("an instant in UTC such as 2026-03-10T17:00:00Z, because the plan names no zone", $"'{text}'"));
        int[] steps = [.. Enumerable.Range(0, grid.Count).Where(t => zone.Clock.LocalTime(grid.StartOf(t)) is var start && start <= local && local < start + grid.Step)];
        return steps.Length == 1
            ? Validated<int>.FromValue(steps[0])
            : Validated<int>.FromFault(origin.Fault(
                steps.Length == 0 ? $"a local time {horizon}" : "an instant in UTC, because clocks go back and this local time comes twice", $"'{text}'"));
    }
}

using System.Globalization;

namespace Bess.Cli.Inputs;

/// <summary>How a price series becomes scenarios: as it is, or by the shapes of the days before.</summary>
/// <param name="HistoryDays">Number of earlier days; 0 for the series itself as the one scenario.</param>
internal sealed record ScenarioRule(int HistoryDays)
{
    public const string Words = "single, history:N with N in 1 … 366, or a scenario file";

    public static ScenarioRule TheSeries { get; } = new(0);

    /// <summary>The rule when a day of a series is planned and nothing else is said.</summary>
    public static ScenarioRule Default { get; } = new(20);

    public static ScenarioRule? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text == "single")
            return TheSeries;
        return LooksLikeHistory(text) && int.TryParse(text["history:".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && days is >= 1 and <= 366
            ? new ScenarioRule(days)
            : null;
    }

    public static bool LooksLikeHistory(string text) => text.StartsWith("history:", StringComparison.Ordinal);

    public override string ToString() =>
        HistoryDays == 0 ? "single" : string.Create(CultureInfo.InvariantCulture, $"history:{HistoryDays}");
}

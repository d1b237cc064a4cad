namespace Bess.Backtesting.Strategies;

/// <summary>The strategies by name.</summary>
public static class StrategyCatalog
{
    /// <summary>All names with a line of explanation each, in the order of the help text.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>
    {
        ["idle"] = "does nothing",
        ["naive"] = "charges in the cheapest and discharges in the dearest hours of the night before, every day the same way",
        ["yesterday"] = "plans on yesterday's prices",
        ["mean7"] = "plans on the mean of the last seven days",
        ["deterministic"] = "plans on the median of the forecast",
        ["two-stage"] = "plans day-ahead with recourse in real time over scenarios",
        ["cvar"] = "two-stage with a weight on the worst outcomes",
        ["rolling"] = "plans on the forecast over 48 hours and uses the first day",
        ["multi-day"] = "plans on the forecast over seven days and uses the first",
        ["multi-market"] = "energy and reserve together on forecasts of all of them",
        ["perfect"] = "perfect foresight: a yardstick, not tradable",
    };
}

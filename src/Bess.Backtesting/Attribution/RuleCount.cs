using System.Text.RegularExpressions;
using Bess.Backtesting.Running;

namespace Bess.Backtesting.Attribution;

/// <summary>A rule that was applied because something was missing or failed.</summary>
/// <param name="Rule">In words. Texts that differ in their numbers only are one rule, in which … stands for them.</param>
/// <param name="Days">On how many days.</param>
public sealed partial record RuleCount(string Rule, int Days)
{
    private const string AnyNumber = "…";

    /// <summary>The rules of a run.</summary>
    /// <param name="days">Its days.</param>
    /// <returns>The most frequent first.</returns>
    public static IReadOnlyList<RuleCount> Of(IReadOnlyList<DayOutcome> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        return
        [
            .. days.SelectMany(day => day.Rules.Select(rule => (day.Day, Rule: rule, Kind: Number().Replace(rule, AnyNumber))))
                .GroupBy(one => one.Kind, StringComparer.Ordinal)
                .Select(group => new RuleCount(Text([.. group.Select(one => one.Rule)], group.Key), group.DistinctBy(one => one.Day).Count()))
                .OrderByDescending(rule => rule.Days).ThenBy(rule => rule.Rule, StringComparer.Ordinal),
        ];
    }

    private static string Text(string[] rules, string kind) => rules.All(rule => rule == rules[0]) ? rules[0] : kind;

    // A number on its own, a date or a time; not the digits of a name such as ID3.
    [GeneratedRegex(@"(?<![\p{L}\d])-?\d+(?:[.:\-]\d+)*")]
    private static partial Regex Number();
}

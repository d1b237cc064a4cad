using Bess.Backtesting.Sites;
using Bess.Backtesting.Strategies;
using Bess.Domain;

namespace Bess.Backtesting.Desk;

/// <summary>The names of strategies of a battery in its markets, and of a site; some are of both.</summary>
public static class BacktestStrategies
{
    /// <summary>All names, those of a battery first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. StrategyCatalog.Names.Keys.Union(SiteStrategies.Names.Keys)];

    /// <summary>The fault of a name that is not a strategy of what is run, at no place; null when it is one.</summary>
    /// <param name="strategy">The name.</param>
    /// <param name="isSite">Whether a site is run.</param>
    public static Fault? Check(string strategy, bool isSite)
    {
        var names = isSite ? SiteStrategies.Names : StrategyCatalog.Names;
        return names.ContainsKey(strategy) ? null
            : new Fault("", "strategy", $"one of {string.Join(", ", names.Keys)} {(isSite ? "for a site" : "without a site")}", $"'{strategy}'");
    }
}

using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Markets;

namespace Bess.Backtesting.Sites;

/// <summary>How the battery of a site may be run.</summary>
public static class SiteStrategies
{
    /// <summary>A week planned each day and two days again at each step, on what is known then.</summary>
    public const string Rolling = "rolling";

    /// <summary>The battery is not used.</summary>
    public const string Idle = "idle";

    /// <summary>As rolling, with prices, sun and load as they came: a yardstick.</summary>
    public const string Perfect = "perfect";

    /// <summary>The names with a line about each.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>
    {
        [Rolling] = "a week planned each day and two days again at each step, on what is known then",
        [Idle] = "the battery is not used",
        [Perfect] = "as rolling, with prices, sun and load as they came: a yardstick",
    };

    /// <summary>Whether a strategy is given what only came later.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static bool SeesFuture(string name) => name == Perfect;

    internal static SiteEyes? EyesOf(string name) => name switch
    {
        Rolling => (market, instant) => market.AsOf(instant),
        Perfect => (market, _) => market.AsOf(DateTimeOffset.MaxValue),
        _ => null,
    };
}

/// <summary>What a strategy sees of a market at an instant.</summary>
internal delegate MarketView SiteEyes(BacktestMarket market, DateTimeOffset instant);

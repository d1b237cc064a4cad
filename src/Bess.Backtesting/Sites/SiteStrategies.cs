using Bess.Backtesting.Knowledge;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Sites.Strategies;

namespace Bess.Backtesting.Sites;

/// <summary>How the battery of a site may be run.</summary>
public static class SiteStrategies
{
    /// <summary>A week planned each day and two days again at each step, on what is known then.</summary>
    public const string Rolling = "rolling";

    /// <summary>The battery is not used.</summary>
    public const string Idle = "idle";

    /// <summary>The sun that the load leaves charges, what the load lacks is discharged; no price, no plan.</summary>
    public const string SelfConsumption = "self-consumption";

    /// <summary>Charges in the cheapest and discharges in the dearest hours of the day, clipped to the connection.</summary>
    public const string Naive = "naive";

    /// <summary>Planned at midnight on price, sun and load of the day before and followed without looking again.</summary>
    public const string Yesterday = "yesterday";

    /// <summary>As yesterday, on the mean of the last seven days.</summary>
    public const string MeanOfDays = "mean7";

    /// <summary>As rolling, with prices, sun and load as they came: a yardstick.</summary>
    public const string Perfect = "perfect";

    private const int DaysOfMean = 7;

    /// <summary>The names with a line about each.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>
    {
        [Rolling] = "a week planned each day and two days again at each step, on what is known then",
        [Idle] = "the battery is not used",
        [SelfConsumption] = "the sun that the load leaves charges, what the load lacks is discharged; no price, no plan",
        [Naive] = "charges in the cheapest and discharges in the dearest hours of the day, clipped to the connection",
        [Yesterday] = "planned at midnight as if price, sun and load of the day before came again, then followed",
        [MeanOfDays] = "planned at midnight as if the mean of the last seven days came again, then followed",
        [Perfect] = "as rolling, with prices, sun and load as they came: a yardstick",
    };

    /// <summary>Whether a strategy is given what only came later.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static bool SeesFuture(string name) => name == Perfect;

    /// <summary>What a strategy sees and how one is made for a day; null for an unused battery.</summary>
    internal static SiteMethod? MethodOf(string name) => name switch
    {
        Rolling => new SiteMethod(AsKnown, planner => new RollingSiteStrategy(planner)),
        SelfConsumption => new SiteMethod(AsKnown, planner => new SelfConsumptionSiteStrategy(planner.Site)),
        Naive => new SiteMethod(AsKnown, planner => new NaiveSiteStrategy(planner)),
        Yesterday => new SiteMethod(AsKnown, planner => new CurveSiteStrategy(planner, 1)),
        MeanOfDays => new SiteMethod(AsKnown, planner => new CurveSiteStrategy(planner, DaysOfMean)),
        Perfect => new SiteMethod((market, _) => market.AsOf(DateTimeOffset.MaxValue), planner => new RollingSiteStrategy(planner)),
        _ => null,
    };

    private static MarketView AsKnown(BacktestMarket market, DateTimeOffset instant) => market.AsOf(instant);
}

/// <summary>A strategy that is yet to be made.</summary>
/// <param name="Eyes">What it sees of a market at an instant.</param>
/// <param name="Create">Makes it for a day.</param>
internal sealed record SiteMethod(Func<BacktestMarket, DateTimeOffset, MarketView> Eyes, Func<SitePlanner, ISiteStrategy> Create);

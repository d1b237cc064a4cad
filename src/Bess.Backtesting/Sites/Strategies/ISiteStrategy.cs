using Bess.Backtesting.Knowledge;

namespace Bess.Backtesting.Sites.Strategies;

/// <summary>A way to run the battery of a site through one day: it decides at the day's start, then gives the power of each step.</summary>
/// <remarks>
/// One object serves one day. What it answers is a function of what it is given only: a fresh object with the same answers the same,
/// and on that rests the proof that nothing leaks.
/// </remarks>
internal interface ISiteStrategy
{
    /// <summary>Decides at the start of a local day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="step">Length of its steps.</param>
    /// <param name="known">What is known at its start.</param>
    /// <param name="energyMwh">Stored energy.</param>
    SiteDecision Decide(DateOnly day, TimeSpan step, MarketView known, double energyMwh);

    /// <summary>The power of a step.</summary>
    /// <param name="moment">The step with what is measured and known at its start.</param>
    /// <param name="tell">Told of rules that were applied.</param>
    /// <returns>Power of the battery, MW, &gt; 0 discharge; the connection may clip it.</returns>
    double PowerMw(SiteMoment moment, Action<string> tell);
}

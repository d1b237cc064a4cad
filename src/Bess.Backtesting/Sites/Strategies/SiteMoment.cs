using Bess.Backtesting.Knowledge;

namespace Bess.Backtesting.Sites.Strategies;

/// <summary>The start of a step of a site.</summary>
/// <param name="Step">Step of the day, from 0.</param>
/// <param name="Hours">Its length.</param>
/// <param name="Known">What is known.</param>
/// <param name="EnergyMwh">Stored energy, measured.</param>
/// <param name="SolarMw">Sun of the step, measured.</param>
/// <param name="LoadMw">Load of the step, measured.</param>
internal sealed record SiteMoment(int Step, double Hours, MarketView Known, double EnergyMwh, double SolarMw, double LoadMw);

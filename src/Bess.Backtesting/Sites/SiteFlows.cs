namespace Bess.Backtesting.Sites;

/// <summary>What flowed behind a connection on a day, MW, one a step; a step that was not settled has no flows.</summary>
/// <param name="ImportMw">Import.</param>
/// <param name="ExportMw">Export; never in the step of an import.</param>
/// <param name="SolarMw">Power that the sun gave; NaN where it was not measured.</param>
/// <param name="LoadMw">Power that the load took; NaN where it was not measured.</param>
/// <param name="CurtailedMw">Part of the sun's power that was not used.</param>
public sealed record SiteFlows(double[] ImportMw, double[] ExportMw, double[] SolarMw, double[] LoadMw, double[] CurtailedMw);

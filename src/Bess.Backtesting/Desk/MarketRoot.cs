namespace Bess.Backtesting.Desk;

/// <summary>A folder of zones that backtests of a server may read.</summary>
/// <param name="Name"><see cref="MarketShelf.OwnName"/> for the one that the server was given, else the name of a sample.</param>
/// <param name="Path">Absolute path.</param>
/// <param name="SamplePath">Folder of the sample with its backtest.json; null for the server's own folder.</param>
public sealed record MarketRoot(string Name, string Path, string? SamplePath);

namespace Bess.Backtesting.Desk;

/// <summary>A file and its hash.</summary>
/// <param name="Path">Relative, with slashes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record HashedFile(string Path, string Sha256);

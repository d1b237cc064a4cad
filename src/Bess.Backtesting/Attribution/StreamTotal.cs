namespace Bess.Backtesting.Attribution;

/// <summary>Money of a stream over a run.</summary>
/// <param name="Name">Name of the stream.</param>
/// <param name="Total">Currency, to the cent; the streams of a run sum to its net.</param>
/// <param name="PerMwYear">The same, currency per MW of discharge limit and 365 days.</param>
public sealed record StreamTotal(string Name, decimal Total, double PerMwYear);

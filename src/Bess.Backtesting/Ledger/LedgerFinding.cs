namespace Bess.Backtesting.Ledger;

/// <summary>Something that is wrong in a ledger.</summary>
/// <param name="Seq">Number of the entry; the number that was expected where the line is no entry.</param>
/// <param name="Field">What of it, for example <c>data.streams.fees</c>.</param>
/// <param name="Expected">What follows from the rest of the ledger.</param>
/// <param name="Actual">What stands there.</param>
public sealed record LedgerFinding(long Seq, string Field, string Expected, string Actual)
{
    /// <summary>The finding as one line.</summary>
    public override string ToString() => $"seq {Seq}: {Field}: expected {Expected}, was {Actual}";
}

using System.Text.Json;

namespace Bess.Backtesting.Ledger;

/// <summary>One line of a ledger.</summary>
/// <param name="Seq">Number, from 0, without gaps.</param>
/// <param name="Day">Local day that it is about.</param>
/// <param name="Kind">One of <see cref="LedgerKind"/>.</param>
/// <param name="Data">What it says.</param>
/// <param name="Prev">Hash of the entry before; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 of the line without this field, in hexadecimal.</param>
public sealed record LedgerEntry(long Seq, DateOnly Day, string Kind, JsonElement Data, string Prev, string Hash);

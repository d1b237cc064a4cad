namespace Bess.Markets.Store.Files;

/// <summary>What the log of commits says at one moment.</summary>
/// <param name="Number">Number of the last commit; 0 before the first.</param>
/// <param name="Lengths">Committed bytes of each file.</param>
/// <param name="LogLength">Bytes of the log that count; what lies behind them is torn.</param>
/// <param name="Lines">Commits in the log.</param>
internal sealed record Commit(long Number, IReadOnlyDictionary<MonthKey, long> Lengths, long LogLength, int Lines)
{
    public static Commit None { get; } = new(0, new Dictionary<MonthKey, long>(), 0, 0);

    public long LengthOf(MonthKey key) => Lengths.GetValueOrDefault(key);
}

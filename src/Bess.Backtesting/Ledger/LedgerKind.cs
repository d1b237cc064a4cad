namespace Bess.Backtesting.Ledger;

/// <summary>Kinds of ledger entries.</summary>
public static class LedgerKind
{
    /// <summary>What is run: first entry, once.</summary>
    public const string Run = "run";

    /// <summary>What a strategy decided for a day, with the verdict of the audit.</summary>
    public const string Decision = "decision";

    /// <summary>What of it was accepted at which prices.</summary>
    public const string Clearing = "clearing";

    /// <summary>What was asked of the plant and what was metered.</summary>
    public const string Dispatch = "dispatch";

    /// <summary>The money of the day by stream.</summary>
    public const string Settlement = "settlement";

    /// <summary>The end of a day with the plant's state: only days that have it count.</summary>
    public const string DayClosed = "dayClosed";

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<string> All { get; } = [Run, Decision, Clearing, Dispatch, Settlement, DayClosed];
}

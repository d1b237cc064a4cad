using System.Text.Json.Nodes;

namespace Bess.Backtesting.Desk;

/// <summary>A backtest of a desk at a glance.</summary>
/// <param name="Id">Identity: 1-64 characters of <c>A-Z a-z 0-9 . _ -</c>.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Order">The order as it is run, a document without paths.</param>
/// <param name="CreatedAt">When it was asked for, UTC.</param>
/// <param name="CreatedBy">By whom.</param>
/// <param name="Days">Days of the run.</param>
/// <param name="Currency">Code of the currency.</param>
public sealed record DeskRunView(
    string Id, DeskRunState State, JsonObject Order, DateTimeOffset CreatedAt, string CreatedBy, int Days, string Currency)
{
    /// <summary>What is being done; null but of one that runs.</summary>
    public DeskStep? Step { get; init; }

    /// <summary>How much of the step.</summary>
    public int StepDone { get; init; }

    /// <summary>Of how much; 0 when that is not known.</summary>
    public int StepTotal { get; init; }

    /// <summary>Days that are closed.</summary>
    public int DaysDone { get; init; }

    /// <summary>Net of the closed days; null before the first.</summary>
    public decimal? Net { get; init; }

    /// <summary>One sentence for people; empty while there is nothing to say.</summary>
    public string Text { get; init; } = "";

    /// <summary>When it began to run, UTC; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended or was cut off, UTC; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many run or wait before it; null when it does not wait.</summary>
    public int? WaitingBefore { get; init; }

    /// <summary>Whether nothing more will happen unless somebody goes on with it.</summary>
    public bool HasEnded => State is not (DeskRunState.Queued or DeskRunState.Running);
}

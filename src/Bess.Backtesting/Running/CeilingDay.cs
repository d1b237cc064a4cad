using Bess.Backtesting.Markets;
using Bess.Backtesting.Sites;

namespace Bess.Backtesting.Running;

/// <summary>Where the columns and rows of a day stand in the programme of a ceiling.</summary>
internal sealed class CeilingDay(DateOnly day, DayPrices prices, int steps)
{
    public DateOnly Day { get; } = day;

    public DayPrices Prices { get; } = prices;

    public int Steps { get; } = steps;

    public double Hours { get; } = prices.Grid.StepHours;

    /// <summary>Energy column at the end of the day before; −1 for the start of the run.</summary>
    public int Previous { get; init; } = -1;

    public int[] Charge { get; } = new int[steps];

    public int[] Discharge { get; } = new int[steps];

    public int[] Energy { get; } = new int[steps];

    public int[] Outside { get; } = new int[steps];

    public int[] BalanceRow { get; } = new int[steps];

    public int[] LossRow { get; } = new int[steps];

    public int[] Sell { get; } = new int[steps];

    public int[] Buy { get; } = new int[steps];

    /// <summary>Sun and load of a site; null for a battery alone.</summary>
    public SiteDay? Site { get; init; }

    public List<int[]> Reserve { get; } = [];

    /// <summary>The first step that begins at an instant or later; the last one at the latest. As in a run.</summary>
    public int GateStep(DateTimeOffset gate) => Math.Clamp((int)Math.Floor((gate - Prices.Grid.Start) / Prices.Grid.Step), 0, Steps - 1);
}

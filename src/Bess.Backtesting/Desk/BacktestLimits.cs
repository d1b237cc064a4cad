using System.Globalization;
using Bess.Domain;

namespace Bess.Backtesting.Desk;

/// <summary>What a backtest may ask of a server that others use too.</summary>
public sealed record BacktestLimits
{
    /// <summary>Days of a run. Default: 1,100, three years.</summary>
    public int Days { get; init; } = 1_100;

    /// <summary>Price paths drawn for a day. Default: 1,000.</summary>
    public int Scenarios { get; init; } = 1_000;

    /// <summary>Paths kept of them. Default: 200.</summary>
    public int KeptScenarios { get; init; } = 200;

    /// <summary>Days that a plan looks ahead. Default: 14.</summary>
    public int HorizonDays { get; init; } = 14;

    /// <summary>Weights of risk of a frontier, each a run more. Default: 12.</summary>
    public int FrontierWeights { get; init; } = 12;

    /// <summary>Runs that may wait for the one that runs. Default: 16.</summary>
    public int Queue { get; init; } = 16;

    /// <summary>Where a specification asks for too much.</summary>
    /// <param name="said">The specification.</param>
    public IReadOnlyList<Fault> Faults(BacktestSpecification said)
    {
        ArgumentNullException.ThrowIfNull(said);
        var faults = new List<Fault>();
        Most("scenarios", said.Scenarios, Scenarios);
        Most("keep", said.KeptScenarios, KeptScenarios);
        Most("horizonDays", said.HorizonDays, HorizonDays);
        if (said.FrontierLambdas is { } weights && weights.Count > FrontierWeights)
            faults.Add(new Fault("", "frontier", Invariant($"at most {FrontierWeights} weights"), Invariant($"{weights.Count}")));
        if (said is { From: { } from, To: { } to } && to >= from && TooLong(from, to) is { } tooLong)
            faults.Add(tooLong);
        return faults;

        void Most(string field, int? value, int most)
        {
            if (value > most)
                faults.Add(new Fault("", field, Invariant($"at most {most}"), Invariant($"{value}")));
        }
    }

    /// <summary>The fault of too many days; null when they are not.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day, included.</param>
    public Fault? TooLong(DateOnly from, DateOnly to)
    {
        var days = to.DayNumber - from.DayNumber + 1;
        return days > Days ? new Fault("", "to", Invariant($"at most {Days} days from {from:yyyy-MM-dd}"), Invariant($"{days} days")) : null;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

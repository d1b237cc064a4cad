using Bess.Backtesting.Attribution;
using Bess.Backtesting.Connections;
using Bess.Backtesting.Running;
using Bess.Domain;

namespace Bess.Backtesting.Experiments;

/// <summary>What batteries behind one connection earn together beyond what each earns alone with its share of the limit.</summary>
/// <remarks>
/// Alone, battery i gets the share L_i = L P_i / Σ P of the limit L, P its discharge limit, and runs with both its power limits cut to
/// L_i: so no use of the connection by the others can harm it, and what it leaves unused is lost. Together, only the sum is limited.
/// All that is possible alone is possible together, so under perfect foresight the value is ≥ 0; on forecasts it may be less.
/// Immutable and thread-safe.
/// </remarks>
public sealed record ValueOfCoordination
{
    /// <summary>The limit of the connection, MW, both ways.</summary>
    public required double LimitMw { get; init; }

    /// <summary>Share of each battery in it, MW.</summary>
    public required IReadOnlyList<double> SharesMw { get; init; }

    /// <summary>Net of each battery when all act together, currency. The split among them is that of one plan of several that are as good.</summary>
    public required IReadOnlyList<decimal> TogetherNets { get; init; }

    /// <summary>Net of each battery alone, currency.</summary>
    public required IReadOnlyList<decimal> AloneNets { get; init; }

    /// <summary>The days.</summary>
    public required IReadOnlyList<CoordinationDay> Days { get; init; }

    /// <summary>Net of all together, currency.</summary>
    public decimal TogetherNet => TogetherNets.Sum();

    /// <summary>Net of all, each alone, currency.</summary>
    public decimal AloneNet => AloneNets.Sum();

    /// <summary>Together − alone, by day paired; per MW of the limit of the connection.</summary>
    public required DifferenceReport Difference { get; init; }

    /// <summary>Value of coordination over the run, currency.</summary>
    public decimal Value => TogetherNet - AloneNet;

    /// <summary>Runs the batteries together and each alone.</summary>
    /// <param name="members">One request a battery: the same market and days; at least one.</param>
    /// <param name="limitMw">Limit of the connection, MW; &gt; 0.</param>
    /// <param name="together">Runs all under the limit; gives one outcome a battery, in order.</param>
    /// <param name="alone">Runs one battery.</param>
    /// <param name="bootstrap">How the interval is drawn; null for the defaults.</param>
    /// <returns>The value, or the faults of the runs.</returns>
    public static Validated<ValueOfCoordination> Of(
        IReadOnlyList<BacktestRequest> members,
        double limitMw,
        Func<IReadOnlyList<BacktestRequest>, double, Validated<IReadOnlyList<BacktestOutcome>>> together,
        Func<BacktestRequest, Validated<BacktestOutcome>> alone,
        BootstrapSettings? bootstrap = null)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(together);
        ArgumentNullException.ThrowIfNull(alone);
        if (members.Count == 0)
            throw new ArgumentException("Expected at least one battery, was none.", nameof(members));
        if (!(double.IsFinite(limitMw) && limitMw > 0))
            throw new ArgumentOutOfRangeException(nameof(limitMw), limitMw, "Expected a number > 0.");
        var shares = ConnectionShare.Of([.. members.Select(member => member.Plant)], limitMw);
        var separate = All(members.Select((member, i) => alone(WithLimit(member, shares[i])).Match(
            Validated<BacktestOutcome>.FromValue, faults => Validated<BacktestOutcome>.FromFaults(faults.Select(fault => fault.Below($"alone[{i}]"))))));
        return together(members, limitMw).Bind(joint => separate.Bind(each => Compare(limitMw, shares, joint, each, bootstrap)));
    }

    /// <summary>The run of a battery with both its power limits cut to its share.</summary>
    /// <param name="member">The run.</param>
    /// <param name="shareMw">Its share of the connection, MW; &gt; 0.</param>
    public static BacktestRequest WithLimit(BacktestRequest member, double shareMw)
    {
        ArgumentNullException.ThrowIfNull(member);
        return member with { Plant = ConnectionShare.Cut(member.Plant, shareMw) };
    }

    private static Validated<ValueOfCoordination> Compare(
        double limitMw, double[] shares, IReadOnlyList<BacktestOutcome> joint, IReadOnlyList<BacktestOutcome> each, BootstrapSettings? bootstrap)
    {
        if (joint.Count != each.Count)
            return Validated<ValueOfCoordination>.FromFault(OutcomeCheck.Fault($"together", $"{each.Count} outcomes", $"{joint.Count}"));
        return Sum(joint, "together", limitMw).Bind(all => Sum(each, "alone", limitMw).Bind(parts =>
            DifferenceReport.Of(all, parts, bootstrap).Map(difference => new ValueOfCoordination
            {
                LimitMw = limitMw,
                SharesMw = shares,
                TogetherNets = [.. joint.Select(outcome => outcome.Net)],
                AloneNets = [.. each.Select(outcome => outcome.Net)],
                Days = [.. all.Days.Zip(parts.Days, (together, alone) => new CoordinationDay(together.Day, together.Net, alone.Net))],
                Difference = difference,
            })));
    }

    private static Validated<RunMoney> Sum(IReadOnlyList<BacktestOutcome> outcomes, string name, double limitMw)
    {
        RunMoney[] runs = [.. outcomes.Select(RunMoney.Of)];
        var faults = runs.SelectMany((run, i) => Differences(runs[0], run, $"{name}[{i}]")).ToArray();
        if (faults.Length > 0)
            return Validated<RunMoney>.FromFaults(faults);
        return Validated<RunMoney>.FromValue(runs[0] with
        {
            Strategy = name,
            PowerMw = limitMw,
            Days = [.. runs[0].Days.Select((day, d) => Sum(day.Day, [.. runs.Select(run => run.Days[d])]))],
        });
    }

    private static DayMoney Sum(DateOnly day, DayMoney[] parts) => new(
        day,
        parts.Sum(part => part.Net),
        parts.SelectMany(part => part.Streams).GroupBy(stream => stream.Key, stream => stream.Value).ToDictionary(group => group.Key, group => group.Sum()));

    private static IEnumerable<Fault> Differences(RunMoney first, RunMoney run, string field)
    {
        if (run.Zone != first.Zone || run.Currency != first.Currency)
            yield return OutcomeCheck.Fault($"{field}.zone", $"{first.Zone} in {first.Currency}", $"{run.Zone} in {run.Currency}");
        if (!run.Days.Select(day => day.Day).SequenceEqual(first.Days.Select(day => day.Day)))
            yield return OutcomeCheck.Fault($"{field}.days", $"the {first.Days.Count} days of the first battery", $"{run.Days.Count} days, not the same");
    }

    private static Validated<IReadOnlyList<BacktestOutcome>> All(IEnumerable<Validated<BacktestOutcome>> outcomes)
    {
        Validated<BacktestOutcome>[] all = [.. outcomes];
        Fault[] faults = [.. all.SelectMany(outcome => outcome.Faults)];
        return faults.Length > 0
            ? Validated<IReadOnlyList<BacktestOutcome>>.FromFaults(faults)
            : Validated<IReadOnlyList<BacktestOutcome>>.FromValue([.. all.Select(outcome => outcome.Value)]);
    }
}

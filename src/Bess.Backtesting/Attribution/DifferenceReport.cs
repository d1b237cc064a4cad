using Bess.Backtesting.Running;
using Bess.Domain;

namespace Bess.Backtesting.Attribution;

/// <summary>The difference of two runs on their common days, first − second; &gt; 0 means that the first earned more.</summary>
/// <remarks>Days are paired: both runs are drawn by the same days, so what moves both (the market) falls out. Immutable and thread-safe.</remarks>
public sealed record DifferenceReport
{
    /// <summary>Name of the zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Code of the currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Strategy of the first run.</summary>
    public required string StrategyA { get; init; }

    /// <summary>Strategy of the second run.</summary>
    public required string StrategyB { get; init; }

    /// <summary>Common days.</summary>
    public required int Days { get; init; }

    /// <summary>Days that only one of the two runs has; they are left out.</summary>
    public required int UnpairedDays { get; init; }

    /// <summary>Net per MW and year of the first run on the common days.</summary>
    public required double APerMwYear { get; init; }

    /// <summary>Net per MW and year of the second run on the common days.</summary>
    public required double BPerMwYear { get; init; }

    /// <summary>First − second, per MW and year.</summary>
    public double DifferencePerMwYear => APerMwYear - BPerMwYear;

    /// <summary>Interval of that, paired.</summary>
    public required ConfidenceInterval Interval { get; init; }

    /// <summary>Share of days on which the first earned more.</summary>
    public required double ShareOfBetterDays { get; init; }

    /// <summary>Share of days on which both earned the same.</summary>
    public required double ShareOfEqualDays { get; init; }

    /// <summary>Streams; their differences sum to that of the net.</summary>
    public required IReadOnlyList<StreamDifference> Streams { get; init; }

    /// <summary>CVaR at 5 % of the daily loss, first − second, per MW; &lt; 0 means that the bad days of the first are less bad.</summary>
    public required double TailLossDifferencePerMw { get; init; }

    /// <summary>Interval of that, paired.</summary>
    public required ConfidenceInterval TailLossInterval { get; init; }

    /// <summary>Net of each common day per MW, first run.</summary>
    internal double[] NetsA { get; init; } = [];

    /// <summary>Net of each common day per MW, second run.</summary>
    internal double[] NetsB { get; init; } = [];

    /// <summary>What the net allows to say of the first run.</summary>
    public Verdict Verdict => Judge(Interval.IsAboveZero, Interval.IsBelowZero);

    /// <summary>What the tail allows to say of the first run.</summary>
    public Verdict TailVerdict => Judge(TailLossInterval.IsBelowZero, TailLossInterval.IsAboveZero);

    /// <summary>Compares two finished runs.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    /// <param name="bootstrap">How intervals are drawn; null for the defaults.</param>
    /// <returns>The report, or faults.</returns>
    public static Validated<DifferenceReport> Of(BacktestOutcome a, BacktestOutcome b, BootstrapSettings? bootstrap = null) =>
        Of(RunMoney.Of(a), RunMoney.Of(b), bootstrap);

    /// <summary>Compares the money of two runs.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    /// <param name="bootstrap">How intervals are drawn; null for the defaults.</param>
    /// <returns>The report, or faults: another zone, currency or period, no common day, streams that do not sum to the net.</returns>
    public static Validated<DifferenceReport> Of(RunMoney a, RunMoney b, BootstrapSettings? bootstrap = null)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var faults = new List<Fault>();
        Same(faults, "zone", a.Zone, b.Zone);
        Same(faults, "currency", a.Currency, b.Currency);
        Same(faults, "period", Period(a), Period(b));
        faults.AddRange(OutcomeCheck.Of(a.Days).Select(fault => fault.Below("a")));
        faults.AddRange(OutcomeCheck.Of(b.Days).Select(fault => fault.Below("b")));
        var pairs = Pairs(a, b);
        if (faults.Count == 0 && pairs.Length == 0)
            faults.Add(OutcomeCheck.Fault($"days", $"at least one common day", $"0"));
        return faults.Count > 0
            ? Validated<DifferenceReport>.FromFaults(faults)
            : Validated<DifferenceReport>.FromValue(Build(a, b, pairs, bootstrap ?? new BootstrapSettings()));
    }

    /// <summary>The verdicts at another level.</summary>
    /// <param name="bootstrap">How intervals are drawn.</param>
    internal (Verdict Net, Verdict Tail) JudgedBy(BootstrapSettings bootstrap)
    {
        var (net, tail) = (Yearly(NetsA, NetsB, bootstrap), TailIntervalOf(NetsA, NetsB, bootstrap));
        return (Judge(net.IsAboveZero, net.IsBelowZero), Judge(tail.IsBelowZero, tail.IsAboveZero));
    }

    private static DifferenceReport Build(RunMoney a, RunMoney b, (DayMoney A, DayMoney B)[] pairs, BootstrapSettings bootstrap)
    {
        double[] netsA = [.. pairs.Select(pair => (double)pair.A.Net / a.PowerMw)];
        double[] netsB = [.. pairs.Select(pair => (double)pair.B.Net / b.PowerMw)];
        return new DifferenceReport
        {
            Zone = a.Zone,
            Currency = a.Currency,
            StrategyA = a.Strategy,
            StrategyB = b.Strategy,
            Days = pairs.Length,
            UnpairedDays = a.Days.Count + b.Days.Count - (2 * pairs.Length),
            APerMwYear = netsA.Average() * DailyRisk.DaysPerYear,
            BPerMwYear = netsB.Average() * DailyRisk.DaysPerYear,
            NetsA = netsA,
            NetsB = netsB,
            Interval = Yearly(netsA, netsB, bootstrap),
            ShareOfBetterDays = Share(netsA, netsB, order => order > 0),
            ShareOfEqualDays = Share(netsA, netsB, order => order == 0),
            Streams = StreamsOf(a, b, pairs, bootstrap),
            TailLossDifferencePerMw = DailyRisk.ConditionalValueAtRisk(netsA) - DailyRisk.ConditionalValueAtRisk(netsB),
            TailLossInterval = TailIntervalOf(netsA, netsB, bootstrap),
        };
    }

    private static StreamDifference[] StreamsOf(RunMoney a, RunMoney b, (DayMoney A, DayMoney B)[] pairs, BootstrapSettings bootstrap)
    {
        var names = pairs.SelectMany(pair => pair.A.Streams.Keys.Concat(pair.B.Streams.Keys)).Distinct(StringComparer.Ordinal);
        return [.. names.Select(Stream).OrderByDescending(row => Math.Abs(row.DifferencePerMwYear)).ThenBy(row => row.Name, StringComparer.Ordinal)];

        StreamDifference Stream(string name)
        {
            double[] ofA = [.. pairs.Select(pair => (double)pair.A.Streams.GetValueOrDefault(name) / a.PowerMw)];
            double[] ofB = [.. pairs.Select(pair => (double)pair.B.Streams.GetValueOrDefault(name) / b.PowerMw)];
            return new StreamDifference(name, ofA.Average() * DailyRisk.DaysPerYear, ofB.Average() * DailyRisk.DaysPerYear, Yearly(ofA, ofB, bootstrap));
        }
    }

    private static ConfidenceInterval Yearly(double[] a, double[] b, BootstrapSettings bootstrap) =>
        BlockBootstrap.OfMean([.. a.Zip(b, (ofA, ofB) => ofA - ofB)], bootstrap).Times(DailyRisk.DaysPerYear);

    private static ConfidenceInterval TailIntervalOf(double[] a, double[] b, BootstrapSettings bootstrap)
    {
        var (ofA, ofB) = (new DrawnTail(a), new DrawnTail(b));
        return BlockBootstrap.Of(a.Length, drawn => ofA.Loss(drawn) - ofB.Loss(drawn), bootstrap);
    }

    private static double Share(double[] a, double[] b, Func<int, bool> counts) =>
        a.Zip(b, (ofA, ofB) => counts(ofA.CompareTo(ofB))).Count(one => one) / (double)a.Length;

    private static (DayMoney A, DayMoney B)[] Pairs(RunMoney a, RunMoney b)
    {
        var ofB = b.Days.DistinctBy(day => day.Day).ToDictionary(day => day.Day);
        return [.. a.Days.Where(day => ofB.ContainsKey(day.Day)).Select(day => (day, ofB[day.Day]))];
    }

    private static string Period(RunMoney run) => FormattableString.Invariant($"{run.From:yyyy-MM-dd} to {run.To:yyyy-MM-dd}");

    private static void Same(List<Fault> faults, string field, string ofA, string ofB)
    {
        if (!string.Equals(ofA, ofB, StringComparison.Ordinal))
            faults.Add(OutcomeCheck.Fault($"{field}", $"{ofA} as in the first run", $"{ofB}"));
    }

    private Verdict Judge(bool isBetter, bool isWorse)
    {
        if (ShareOfEqualDays == 1)
            return Verdict.Equal;
        if (isBetter)
            return Verdict.Better;
        return isWorse ? Verdict.Worse : Verdict.NoDifferenceShown;
    }
}

using System.Globalization;
using Bess.Backtesting.Ledger;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Strategies;
using Bess.Domain.Series;
using Bess.Forecasting.Accuracy;

namespace Bess.Backtesting.Running;

/// <summary>Decides sampled days again, with everything that was published later permuted.</summary>
/// <remarks>
/// Two fresh strategies with fresh forecasts decide a sampled day, one on the data as they are and one on data of which all later values
/// are permuted among themselves; so do two for a step of a strategy that redispatches, permuted after the step's start. Any difference
/// in position, reserve, plan or set-point is a leak. The first day and one day of each month are checked.
/// </remarks>
internal sealed class LeakageAudit(
    BacktestRequest request, BacktestParts parts, Func<DateOnly, IDayForecasts> forecasts, IReadOnlyList<LedgerEntry> entries)
{
    public LeakageCertificate Check(IStrategy strategy, CancellationToken cancellationToken)
    {
        if (strategy.SeesFuture)
            return new LeakageCertificate("sees the future by declaration: a yardstick, nothing was checked", [], []);
        var days = Sample(request);
        var leaking = new List<DateOnly>();
        foreach (var day in days)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Leaks(day))
                leaking.Add(day);
        }

        var statement = string.Create(
            CultureInfo.InvariantCulture,
            $"{days.Count} days decided again by fresh strategies with every value published after the decision permuted (seed {request.Settings.Seed}): {leaking.Count} changed");
        return new LeakageCertificate(strategy.Redispatches ? statement + "; a step of each dispatched again likewise" : statement, days, leaking);
    }

    /// <summary>The first day and one day of each month.</summary>
    public static List<DateOnly> Sample(BacktestRequest request)
    {
        var chance = new Random(request.Settings.Seed);
        var days = new List<DateOnly> { request.From };
        for (var month = new DateOnly(request.From.Year, request.From.Month, 1); month <= request.To; month = month.AddMonths(1))
        {
            var first = month < request.From ? request.From.DayNumber : month.DayNumber;
            var last = Math.Min(request.To.DayNumber, month.AddMonths(1).DayNumber - 1);
            days.Add(DateOnly.FromDayNumber(chance.Next(first, last + 1)));
        }

        return [.. days.Distinct().Order()];
    }

    private bool Leaks(DateOnly day)
    {
        var plan = DayPlan.From(Entry(day, LedgerKind.Decision), Entry(day, LedgerKind.Clearing));
        var asItWas = Desk(request.Market, forecasts);
        var context = asItWas.Context(day, plan.Grid, plan.ExpectedStartEnergyMwh);
        var decided = asItWas.Decide(context);
        var (other, _, otherDecided) = Permuted(day, plan, request.Market.Gate.DecisionOn(day));
        if (!AreSame(decided, otherDecided))
            return true;
        if (!other.Strategy.Redispatches)
            return false;
        var step = new Random(HashCode(day)).Next(plan.Grid.Count);
        var energy = Entry(day, LedgerKind.Dispatch).Data is var data && step == 0 ? data.Number("startEnergyMwh") : data.Numbers("energyMwh")[step - 1];
        var (blind, blindContext, _) = Permuted(day, plan, plan.Grid.StartOf(step));
        return BitConverter.DoubleToInt64Bits(asItWas.Dispatch(context, plan, step, energy))
            != BitConverter.DoubleToInt64Bits(blind.Dispatch(blindContext, plan, step, energy));
    }

    private (DayDesk Desk, DayContext Context, DayDecision Decided) Permuted(DateOnly day, DayPlan plan, DateTimeOffset instant)
    {
        ObservedSeries Change(ObservedSeries series) => LeakageCheck.Permuted(series, instant, request.Settings.Seed);
        var market = request.Market.Select(Change);
        var desk = Desk(market, parts.Forecasts(market));
        var context = desk.Context(day, plan.Grid, plan.ExpectedStartEnergyMwh);
        return (desk, context, desk.Decide(context));
    }

    private DayDesk Desk(BacktestMarket market, Func<DateOnly, IDayForecasts> made) =>
        new(request, market, parts.Strategy(market).Value, made);

    private LedgerEntry Entry(DateOnly day, string kind) => entries.First(entry => entry.Day == day && entry.Kind == kind);

    private int HashCode(DateOnly day) => unchecked((request.Settings.Seed * 397) ^ day.DayNumber);

    /// <summary>Whether two decisions are the same, bit for bit.</summary>
    public static bool AreSame(DayDecision one, DayDecision other) =>
        Same(one.PositionMw, other.PositionMw) && Same(one.PlannedEnergyMwh, other.PlannedEnergyMwh) && Same([one.ExpectedNet], [other.ExpectedNet])
        && one.ReserveMw.Length == other.ReserveMw.Length && one.ReserveMw.Zip(other.ReserveMw, (a, b) => Same(a, b)).All(same => same);

    private static bool Same(double[] one, double[] other) =>
        one.AsSpan().SequenceEqual(other) || (one.Length == other.Length && one.Zip(other, (a, b) => a.Equals(b)).All(same => same));
}

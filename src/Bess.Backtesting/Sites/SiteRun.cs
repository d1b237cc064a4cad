using Bess.Backtesting.Ledger;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Running;
using Bess.Backtesting.Sites.Strategies;
using Bess.Domain;
using Bess.Domain.Time;

namespace Bess.Backtesting.Sites;

/// <summary>One run of a site: day after day by the clock, into a ledger, from where an earlier run ended.</summary>
internal sealed class SiteRun
{
    // What a plan looks back and ahead, with room.
    private const int BackDays = 15;
    private const int AheadDays = 9;

    private readonly BacktestRequest _request;
    private readonly Site _site;
    private readonly SiteTerms _terms;
    private readonly IReadOnlyList<SiteDay> _days;
    private readonly SiteMethod? _method;
    private readonly LedgerBook _ledger;
    private readonly RealPlant _plant;

    public SiteRun(BacktestRequest request, Site site, IReadOnlyList<SiteDay> days, SiteMethod? method, LedgerBook ledger)
    {
        (_request, _site, _days, _method, _ledger) = (request, site, days, method, ledger);
        _terms = SiteTerms.Of(site);
        _plant = new RealPlant(request.Plant, request.Reality);
    }

    /// <summary>Runs all days that the ledger has not closed.</summary>
    /// <returns>Null, or why the ledger cannot be continued.</returns>
    public Fault? Run(IProgress<BacktestProgress>? progress, CancellationToken cancellationToken)
    {
        if (Begin() is { } refused)
            return refused;
        var closed = LedgerReader.Days(_ledger.Entries);
        var net = closed.Sum(one => one.Net);
        var state = closed.Count > 0 ? BacktestRun.StateOf(_ledger.Entries[^1].Data) : _plant.At(_request.Plant.InitialEnergyMwh);
        for (var k = closed.Count; k < _days.Count; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var runner = new SiteDayRunner(_days[k], _site, _plant, state.AtMidnight());
            RunDay(_days[k], runner);
            net += runner.Close(_ledger, _terms);
            state = runner.State;
            progress?.Report(new BacktestProgress(_days[k].Day, k + 1, _days.Count, net));
        }

        return null;
    }

    /// <summary>Net of each day of the same site with an unused battery.</summary>
    public decimal[] IdleNetByDay()
    {
        var state = _plant.At(_request.Plant.InitialEnergyMwh);
        var nets = new decimal[_days.Count];
        for (var k = 0; k < nets.Length; k++)
        {
            var runner = new SiteDayRunner(_days[k], _site, _plant, state.AtMidnight());
            for (var t = 0; t < _days[k].Grid.Count; t++)
                runner.Step(t, 0);
            (nets[k], state) = (runner.Streams(_terms).Values.Sum(), runner.State);
        }

        return nets;
    }

    private Fault? Begin()
    {
        void Write(System.Text.Json.Utf8JsonWriter writer)
        {
            RunStatement.Write(writer, _request, RunTerms.Of(_request, false));
            SiteTerms.Write(writer, _site);
        }

        if (_ledger.Entries.Count == 0)
        {
            _ledger.Append(_request.From, LedgerKind.Run, Write);
            return null;
        }

        var (_, hash) = LedgerLine.Write(0, _request.From, LedgerKind.Run, LedgerLine.First, Write);
        return _ledger.Entries[0].Hash == hash ? null : new Fault("", "ledger", $"a ledger of the same run ({hash})", _ledger.Entries[0].Hash);
    }

    private void RunDay(SiteDay day, SiteDayRunner runner)
    {
        // A run reads each step; only what a plan may look at is kept at hand.
        var span = new DeliveryInterval(day.Grid.Start - TimeSpan.FromDays(BackDays), day.Grid.Start + TimeSpan.FromDays(AheadDays));
        var market = _request.Market.Select(series => series.Within(span));
        var desk = _method is null ? null : new SiteDesk(market, _site, _method);
        WriteDecision(day, runner.State.EnergyMwh, desk?.Decide(day, runner.State.EnergyMwh) ?? new SiteDecision(null, []));
        for (var t = 0; t < day.Grid.Count; t++)
            runner.Step(t, desk is null || !day.IsSettled(t) ? 0 : desk.PowerMw(day, t, runner.State.EnergyMwh, runner.Tell));
    }

    private void WriteDecision(SiteDay day, double energyMwh, SiteDecision decision)
    {
        var (plan, steps) = (decision.Plan, day.Grid.Count);
        var planned = plan?.PowerMw(steps) ?? new double[steps];
        _ledger.Append(day.Day, LedgerKind.Decision, writer =>
        {
            writer.WriteString("decidedAt", UtcText.Of(day.Grid.Start));
            writer.Number("expectedStartEnergyMwh", energyMwh);
            writer.Numbers("positionMw", planned);
            writer.Table("reserveMw", []);
            writer.Numbers("plannedEnergyMwh", plan?.EnergyMwh(steps) ?? []);
            writer.Number("expectedNet", plan?.ExpectedNet(steps, _terms) ?? double.NaN);
            writer.WriteBoolean("accepted", plan?.Verdict.IsAccepted ?? true);
            writer.Texts("findings", plan is null ? [] : PlanVerdict.Texts(plan.Verdict));
            writer.Texts("rules", decision.Rules);
        });

        // Nothing is sold day-ahead: the entry holds the prices, and what was planned in the place of a position.
        _ledger.Append(day.Day, LedgerKind.Clearing, writer =>
        {
            writer.WriteString("start", UtcText.Of(day.Grid.Start));
            writer.WriteNumber("stepSeconds", (int)day.Grid.Step.TotalSeconds);
            writer.WriteNumber("steps", day.Grid.Count);
            writer.Numbers("dayAheadPricePerMwh", day.PricePerMwh);
            writer.Numbers("positionMw", planned);
            writer.Texts("products", []);
            writer.Table("reserveMw", []);
            writer.Table("reservePricePerMwHour", []);
            writer.Texts("rules", []);
        });
    }
}

using System.Text.Json;
using Bess.Backtesting.Ledger;
using Bess.Backtesting.Markets;
using Bess.Backtesting.Plant;
using Bess.Backtesting.Strategies;
using Bess.Domain;

namespace Bess.Backtesting.Running;

/// <summary>One run: day after day by the clock, into a ledger, from where an earlier run ended.</summary>
internal sealed class BacktestRun
{
    private readonly BacktestRequest _request;
    private readonly DayDesk _desk;
    private readonly DayPriceBook _prices;
    private readonly RunTerms _terms;
    private readonly RealPlant _plant;
    private readonly RealPlant _model;
    private readonly LedgerBook _ledger;

    public BacktestRun(BacktestRequest request, DayDesk desk, LedgerBook ledger)
    {
        (_request, _desk, _ledger) = (request, desk, ledger);
        _prices = new DayPriceBook(request.Market);
        _terms = RunTerms.Of(request, desk.Strategy.Redispatches);
        _plant = new RealPlant(request.Plant, request.Reality);
        _model = new RealPlant(request.Plant, PlantSettings.Ideal);
    }

    public RunTerms Terms => _terms;

    /// <summary>The plant before the first day.</summary>
    public PlantState Initial => _plant.At(_request.Plant.InitialEnergyMwh);

    /// <summary>Runs all days that the ledger has not closed.</summary>
    /// <returns>Null, or why the ledger cannot be continued.</returns>
    public Fault? Run(IProgress<BacktestProgress>? progress, CancellationToken cancellationToken)
    {
        if (Begin() is { } refused)
            return refused;
        var closed = LedgerReader.Days(_ledger.Entries);
        var (day, net) = (_request.From.AddDays(closed.Count), closed.Sum(one => one.Net));
        var state = closed.Count > 0 ? StateOf(_ledger.Entries[^1].Data) : Initial;
        if (day > _request.To)
            return null;
        var again = closed.Count > 0 ? Again(day) : (Decide(day, state.EnergyMwh), null);
        if (again.Plan is not { } plan)
            return again.Fault;
        var days = _request.To.DayNumber - _request.From.DayNumber + 1;
        for (var done = closed.Count + 1; day <= _request.To; day = day.AddDays(1), done++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (state, var next, var earned) = RunDay(plan, state.AtMidnight());
            net += earned;
            progress?.Report(new BacktestProgress(day, done, days, net));
            plan = next ?? plan;
        }

        return null;
    }

    /// <summary>Writes the head of a new ledger, or compares that of an old one.</summary>
    /// <returns>Null, or why the ledger cannot be continued.</returns>
    public Fault? Begin()
    {
        if (_ledger.Entries.Count == 0)
        {
            _ledger.Append(_request.From, LedgerKind.Run, writer => RunStatement.Write(writer, _request, _terms));
            return null;
        }

        var (_, hash) = LedgerLine.Write(0, _request.From, LedgerKind.Run, LedgerLine.First, writer => RunStatement.Write(writer, _request, _terms));
        return _ledger.Entries[0].Hash == hash ? null : new Fault("", "ledger", $"a ledger of the same run ({hash})", _ledger.Entries[0].Hash);
    }

    private (PlantState State, DayPlan? Next, decimal Net) RunDay(DayPlan plan, PlantState state)
    {
        var runner = Start(plan, state);
        var tomorrow = plan.Day.AddDays(1);
        var gate = tomorrow <= _request.To ? GateStep(plan, tomorrow) : -1;
        DayPlan? next = null;
        for (var t = 0; t < plan.Grid.Count; t++)
        {
            if (t == gate)
                next = Decide(tomorrow, ExpectedMidnightMwh(plan, runner.State, t));
            runner.Step(t);
        }

        return (runner.State, next, runner.Close(_ledger));
    }

    /// <summary>Begins a day that was decided.</summary>
    public DayRunner Start(DayPlan plan, PlantState state)
    {
        var context = _desk.Strategy.Redispatches ? _desk.Context(plan.Day, plan.Grid, plan.ExpectedStartEnergyMwh) : null;
        return new DayRunner(plan, _prices.Of(plan.Day), _terms, _plant, state, _desk, context);
    }

    /// <summary>The first step that begins at the gate or later; the last one at the latest.</summary>
    public int GateStep(DayPlan plan, DateOnly tomorrow)
    {
        var gate = _request.Market.Gate.DecisionOn(tomorrow);
        var ended = (int)Math.Floor((gate - plan.Grid.Start) / plan.Grid.Step);
        return Math.Clamp(ended, 0, plan.Grid.Count - 1);
    }

    /// <summary>Measured energy at the gate, and the positions of the rest of the day by the planned plant.</summary>
    public double ExpectedMidnightMwh(DayPlan plan, PlantState measured, int gate)
    {
        var state = measured;
        for (var t = gate; t < plan.Grid.Count; t++)
            (state, _) = _model.Run(state, plan.Cleared.PositionMw[t], plan.Reserves(_terms.Products, t), plan.Grid.StepHours, plan.Day, t);
        return state.EnergyMwh;
    }

    /// <summary>What is laid before a strategy that decides a day.</summary>
    public DayContext ContextOf(DateOnly day, double expectedStartMwh) => _desk.Context(day, _prices.GridOf(day), expectedStartMwh);

    private DayPlan Decide(DateOnly day, double expectedStartMwh)
    {
        var context = ContextOf(day, expectedStartMwh);
        return Accept(context, _desk.Decide(context));
    }

    /// <summary>Audits and clears a decision, into the ledger.</summary>
    public DayPlan Accept(DayContext context, DayDecision decision)
    {
        var (day, grid) = (context.Day, context.Grid);
        var verdict = PlanVerdict.Of(context, decision, _terms.Products, !_desk.Strategy.Redispatches);
        var decided = _ledger.Append(day, LedgerKind.Decision, writer => WriteDecision(writer, day, context, decision, verdict));
        var prices = _prices.Of(day);
        var (position, reserve, rules) = ClearingRule.Accept(_model, decision, prices, _terms.Products, context.Plant.InitialEnergyMwh, day);
        if (!verdict.IsAccepted)
            rules.Insert(0, $"plan refused by the audit: {PlanVerdict.Texts(verdict).First()} ({verdict.Findings.Count} findings)");
        var cleared = _ledger.Append(day, LedgerKind.Clearing, writer =>
        {
            writer.WriteString("start", Domain.Time.UtcText.Of(grid.Start));
            writer.WriteNumber("stepSeconds", (int)grid.Step.TotalSeconds);
            writer.WriteNumber("steps", grid.Count);
            writer.Numbers("dayAheadPricePerMwh", prices.DayAheadPerMwh);
            writer.Numbers("positionMw", position);
            writer.Texts("products", reserve.Select((_, k) => _terms.Products[k].Name));
            writer.Table("reserveMw", reserve);
            writer.Table("reservePricePerMwHour", reserve.Select((_, k) => prices.ReservePerMwHour[k]));
            writer.Texts("rules", rules);
        });
        return DayPlan.From(decided, cleared);
    }

    private void WriteDecision(Utf8JsonWriter writer, DateOnly day, DayContext context, DayDecision decision, Scheduling.Checking.AuditVerdict verdict)
    {
        writer.WriteString("decidedAt", Domain.Time.UtcText.Of(_request.Market.Gate.DecisionOn(day)));
        writer.Number("expectedStartEnergyMwh", context.Plant.InitialEnergyMwh);
        writer.Numbers("positionMw", decision.PositionMw);
        writer.Table("reserveMw", decision.ReserveMw);
        writer.Numbers("plannedEnergyMwh", decision.PlannedEnergyMwh);
        writer.Number("expectedNet", decision.ExpectedNet);
        writer.WriteBoolean("accepted", verdict.IsAccepted);
        writer.Texts("findings", PlanVerdict.Texts(verdict));
        writer.Texts("rules", decision.Rules);
    }

    /// <summary>The plan of the first day after a resume: decided again, so that the strategy knows it, and the same as in the ledger.</summary>
    private (DayPlan? Plan, Fault? Fault) Again(DateOnly day)
    {
        var decided = _ledger.Entries.Single(entry => entry.Day == day && entry.Kind == LedgerKind.Decision);
        var cleared = _ledger.Entries.Single(entry => entry.Day == day && entry.Kind == LedgerKind.Clearing);
        var plan = DayPlan.From(decided, cleared);
        var decision = _desk.Decide(_desk.Context(day, plan.Grid, plan.ExpectedStartEnergyMwh));
        return decision.PositionMw.AsSpan().SequenceEqual(decided.Data.Numbers("positionMw"))
            ? (plan, null)
            : (null, new Fault("", $"ledger: decision of {day:yyyy-MM-dd}", "the same decision when it is made again", "another: the strategy depends on more than its contexts"));
    }

    internal static PlantState StateOf(JsonElement closed) => new(
        closed.Number("energyMwh"), closed.Number("powerMw") is var power && double.IsNaN(power) ? null : power, 0, closed.Numbers("layerMwh"));
}

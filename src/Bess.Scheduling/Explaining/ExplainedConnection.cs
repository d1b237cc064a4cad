using Bess.Scheduling.Checking;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Programmes;

namespace Bess.Scheduling.Explaining;

/// <summary>A plan of a battery with a roof and a load behind one connection.</summary>
/// <remarks>The price that the battery sees is that of the node: the multiplier of the balance behind the connection.</remarks>
internal sealed class ExplainedConnection : ExplainedPlan
{
    private readonly ConnectionPlanQuestion _question;
    private readonly ConnectionRequest _problem;
    private ConnectionFormulation? _form;

    public ExplainedConnection(ConnectionPlanQuestion question)
        : base(question.Problem.Plant, question.Problem.Grid, question.Currency, lambda: 0) => (_question, _problem) = (question, question.Problem);

    public override IReadOnlyList<double> PowerMw => _question.PowerMw;

    public override IReadOnlyList<double> EnergyMwh => _question.EnergyMwh;

    public override IReadOnlyList<double> PriceSizePerMwh =>
        [.. _problem.ImportPricePerMwh.Zip(_problem.ExportPricePerMwh, (buy, sell) => Math.Max(Math.Abs(buy), Math.Abs(sell)))];

    public override IEnumerable<PlanClaim> Claims => [Claim];

    private PlanClaim Claim => PlanClaims.Of(Plant, Grid, [.. PowerMw], [.. EnergyMwh]) with
    {
        Connection = new ConnectionClaim
        {
            ImportMw = _question.ImportMw,
            ExportMw = _question.ExportMw,
            CurtailedMw = _question.CurtailedMw,
            SolarMw = _problem.SolarMw,
            LoadMw = _problem.LoadMw,
            ImportLimitMw = _problem.ImportLimitMw,
            ExportLimitMw = _problem.ExportLimitMw,
        },
    };

    public override double Cost() => AgentValuation.Of(Claim, _problem).Cost;

    public override ExplainedProgramme Write(bool isHeld)
    {
        var builder = new ProblemBuilder();
        var form = _form = new ConnectionFormulation(builder, _problem);
        var point = new PlanPoint();
        for (var t = 0; t < Steps; t++)
        {
            StorageActions.Tell(point, form.Storage, Plant, t, PowerMw[t], EnergyMwh[t]);
            point.Set(t, form.Import + t, _question.ImportMw[t]);
            point.Set(t, form.Export + t, _question.ExportMw[t]);
            point.Set(t, form.Curtailed + t, _question.CurtailedMw[t]);
            if (!isHeld)
                continue;
            StorageActions.HoldDirection(builder, form.Storage, t, ActionOf(t));
            builder.Fix((_question.ImportMw[t] > _question.ExportMw[t] ? form.Export : form.Import) + t, 0);
        }

        return new ExplainedProgramme(builder, form.Pairs(), point);
    }

    public override void Force(ProblemBuilder builder, int step, IntervalAction action, double powerMw) =>
        StorageActions.Force(builder, _form!.Storage, Plant.Battery, step, action, powerMw);

    public override (int Column, double LimitMw) ColumnOf(int step, IntervalAction action) =>
        StorageActions.ColumnOf(_form!.Storage, Plant.Battery, step, action);

    public override StepFigures Figures(int step, ExplainedProgramme programme, Multipliers multipliers)
    {
        var rows = StorageRows.Of(Plant, _form!.Storage, Steps, Hours);
        var store = StoreWorth.Of(Plant, rows, multipliers, step, Steps, Hours);
        var node = multipliers.Row[_form.Node + step] / Hours;
        var flow = FlowOf(step);
        double buy = _problem.ImportPricePerMwh[step], sell = _problem.ExportPricePerMwh[step];
        var isBought = flow == Flow.Import || (flow == Flow.None && ActionOf(step) == IntervalAction.Discharge);
        var limits = new LimitList();
        StorageLimits.TakeAll(limits, this, _form.Storage, rows, step, multipliers);
        TakeConnection(limits, step, multipliers);
        return new StepFigures(isBought ? buy : sell, 0, node, node, store.ValuePerMwh, store.ChargeWorthPerMwh, store.DischargeCostPerMwh)
        {
            Limits = limits.All,
            Markets = [.. Markets(step, node)],
            Detail = store.Words("for ramps"),
            Place = ConnectionWords.Of(this, step, node, flow, (buy, sell), limits.All),
        };
    }

    /// <summary>What passes the connection.</summary>
    public Flow FlowOf(int step) => IsFlow(_question.ImportMw[step]) ? Flow.Import : IsFlow(_question.ExportMw[step]) ? Flow.Export : Flow.None;

    /// <summary>Import, export and curtailed power of a step, MW.</summary>
    public (double ImportMw, double ExportMw, double CurtailedMw) At(int step) =>
        (_question.ImportMw[step], _question.ExportMw[step], _question.CurtailedMw[step]);

    /// <summary>Whether a flow counts as one.</summary>
    public bool IsFlow(double powerMw) => powerMw > Share * FullPowerMw;

    private void TakeConnection(LimitList limits, int step, Multipliers multipliers)
    {
        var (import, export, curtailed) = At(step);
        Take(LimitKind.Import, import, _problem.ImportLimitMw, _form!.Import);
        Take(LimitKind.Export, export, _problem.ExportLimitMw, _form.Export);
        Take(LimitKind.Curtailment, curtailed, _problem.SolarMw[step], _form.Curtailed);

        // A connection without import is at that limit all the time: it is told where it costs something.
        void Take(LimitKind kind, double used, double limit, int first)
        {
            var worth = Math.Max(0, -multipliers.Column[first + step]) / Hours;
            if (IsFlow(used) || (limit == 0 && kind != LimitKind.Curtailment && worth > ReasonWords.Cent))
                limits.Take(kind, limit - used, limit, limit, "MW", worth);
        }
    }

    private IEnumerable<MarketReason> Markets(int step, double node)
    {
        var (import, export, curtailed) = At(step);
        double buy = _problem.ImportPricePerMwh[step], sell = _problem.ExportPricePerMwh[step];
        if (_problem.ImportLimitMw > 0)
            yield return Market("import", -import, -buy, node - buy, isPurchase: true);
        if (_problem.ExportLimitMw > 0)
            yield return Market("export", export, sell, sell - node, isPurchase: false);
        if (IsFlow(_problem.SolarMw[step]))
            yield return Market("curtailment", curtailed, 0, -node, isPurchase: false);
    }

    private MarketReason Market(string name, double position, double pays, double gain, bool isPurchase) => new()
    {
        Market = name,
        IsReserve = false,
        PositionMw = position,
        IsPurchase = isPurchase,
        PaysPerMwHour = pays,
        GainPerMwHour = gain,
        IsUsed = IsFlow(Math.Abs(position)),
    };
}

/// <summary>What passes a connection.</summary>
internal enum Flow
{
    None,
    Import,
    Export,
}

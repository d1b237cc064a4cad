using Bess.Domain;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;

namespace Bess.Scheduling.Programmes;

/// <summary>A battery, photovoltaics and a load behind one connection. Its power is export − import.</summary>
/// <remarks>
/// <code>solar − cu + d + imp = load + c + exp,   p = exp − imp,   0 ≤ imp ≤ I,   0 ≤ exp ≤ E,   0 ≤ cu ≤ solar</code>
/// Immutable and thread-safe.
/// </remarks>
public sealed class ConnectionProgramme : AgentProgramme
{
    private ConnectionProgramme(ConnectionRequest request)
        : base(request.Plant, request.Grid) => Request = request;

    /// <summary>Battery, sun, load, prices, limits.</summary>
    public ConnectionRequest Request { get; }

    /// <inheritdoc />
    public override double PowerMw => Math.Max(Request.ImportLimitMw, Request.ExportLimitMw);

    /// <inheritdoc />
    public override double LargestPricePerMwh => Request.ImportPricePerMwh.Concat(Request.ExportPricePerMwh).Max(Math.Abs);

    /// <summary>Makes the programme.</summary>
    /// <param name="request">Battery, sun, load, prices, limits; exclusivity is the round's business.</param>
    /// <returns>The programme, or all faults.</returns>
    public static Validated<ConnectionProgramme> Create(ConnectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var id = request.Plant.Battery.Id;
        try
        {
            request.Check();
        }
        catch (ArgumentException refused)
        {
            return Validated<ConnectionProgramme>.FromFault(new Fault(id.Value, "solar", "a request without faults", refused.Message));
        }

        if (request.Plant.WearInForce.CycleDepth.Count > 0)
        {
            return Validated<ConnectionProgramme>.FromFault(
                new Fault(id.Value, "wear.cycleDepth", "no layers: a round values throughput only", $"{request.Plant.WearInForce.CycleDepth.Count}"));
        }

        return request.ImportLimitMw + request.ExportLimitMw > 0
            ? Checked(new ConnectionProgramme(request))
            : Validated<ConnectionProgramme>.FromFault(new Fault(id.Value, "importLimitMw + exportLimitMw", "> 0", "0"));
    }

    private protected override ProgrammeColumns Append(ProblemBuilder builder)
    {
        var (steps, hours, battery) = (Grid.Count, Grid.StepHours, Request.Plant.Battery);
        var risk = new RiskBlock(builder, [1.0], 0, 1);
        var storage = StorageBlock.Append(
            builder, Request.Plant, steps, hours, StorageModelFactory.SoftPriceFactor * Math.Max(1, LargestPricePerMwh), 1, risk.AddSure);
        var power = builder.AddColumns(steps, -Request.ImportLimitMw, Request.ExportLimitMw);
        var import = builder.AddColumns(steps, 0, Request.ImportLimitMw);
        var export = builder.AddColumns(steps, 0, Request.ExportLimitMw);
        var curtailed = builder.AddColumns(steps, 0, 0);
        var pairs = new List<(int, ExclusivePair)>();
        for (var t = 0; t < steps; t++)
        {
            builder.SetUpper(curtailed + t, Request.SolarMw[t]);
            double buy = Request.ImportPricePerMwh[t], sell = Request.ExportPricePerMwh[t];
            risk.AddSure(import + t, -hours * buy);
            risk.AddSure(export + t, hours * sell);
            AddBalance(builder, t, power, storage, curtailed);
            var net = builder.AddRow(0, 0);
            builder.AddEntry(net, power + t, 1);
            builder.AddEntry(net, import + t, 1);
            builder.AddEntry(net, export + t, -1);
            pairs.Add((t, new ExclusivePair(
                storage.Charge + t, battery.ChargeLimit.Mw, storage.Discharge + t, battery.DischargeLimit.Mw, Math.Min(buy, sell) < 0)));
            pairs.Add((t, new ExclusivePair(import + t, Request.ImportLimitMw, export + t, Request.ExportLimitMw, sell > buy)));
        }

        return new ProgrammeColumns(power, storage.Energy, pairs) { Import = import, Export = export, Curtailed = curtailed };
    }

    /// <summary>p = solar − cu + d − c − load.</summary>
    private void AddBalance(ProblemBuilder builder, int t, int power, StorageColumns storage, int curtailed)
    {
        var given = Request.SolarMw[t] - Request.LoadMw[t];
        var row = builder.AddRow(given, given);
        builder.AddEntry(row, power + t, 1);
        builder.AddEntry(row, storage.Discharge + t, -1);
        builder.AddEntry(row, storage.Charge + t, 1);
        builder.AddEntry(row, curtailed + t, 1);
    }

    private protected override AgentPlan Describe(double[] point, double objective)
    {
        double[] Series(int first) => [.. Enumerable.Range(first, Grid.Count).Select(column => point[column])];
        var net = Series(Columns.Power);
        double[] battery = [.. Enumerable.Range(0, Grid.Count).Select(
            t => net[t] - Request.SolarMw[t] + Request.LoadMw[t] + point[Columns.Curtailed + t])];
        var claim = PlanClaims.Of(Request.Plant, Grid, battery, Series(Columns.Energy)) with
        {
            Connection = new ConnectionClaim
            {
                ImportMw = Series(Columns.Import),
                ExportMw = Series(Columns.Export),
                CurtailedMw = Series(Columns.Curtailed),
                SolarMw = Request.SolarMw,
                LoadMw = Request.LoadMw,
                ImportLimitMw = Request.ImportLimitMw,
                ExportLimitMw = Request.ExportLimitMw,
            },
        };
        return new AgentPlan
        {
            Agent = Id,
            Grid = Grid,
            ConnectionMw = net,
            Claim = claim,
            Audit = PlanAudit.Check(claim),
            Money = AgentValuation.Of(claim, Request),
            Objective = objective,
            OutsideWindow = AgentValuation.OutsideWindow(claim),
        };
    }
}

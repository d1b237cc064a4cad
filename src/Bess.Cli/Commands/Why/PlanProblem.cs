using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Scheduling.Connection;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;
using Bess.Scheduling.TwoStage;

namespace Bess.Cli.Commands.Why;

/// <summary>The <c>problem</c> of a plan document: what was planned for, beside the battery.</summary>
/// <param name="Battery">Energy markets and reserve; null for two stages.</param>
/// <param name="TwoStage">Day-ahead with recourse in real time; null otherwise.</param>
/// <param name="Connection">A roof and a load behind one connection; null otherwise.</param>
/// <param name="Currency">Currency of all prices.</param>
internal sealed record PlanProblem(MultiMarketRequest? Battery, TwoStageRequest? TwoStage, ConnectionRequest? Connection, Currency Currency)
{
    public const string Field = "problem";
    private const string EnergyKind = "energyAndReserve";
    private const string TwoStageKind = "twoStage";
    private const string ConnectionKind = "connection";

    /// <summary>The problem as it is written into a document.</summary>
    public static object Document(MultiMarketRequest request) => new
    {
        kind = EnergyKind,
        currency = request.Venues[0].Prices.Currency.Code,
        areBidsRounded = request.AreBidsRounded,
        markets = request.Venues.Select(venue => new
        {
            name = venue.Name,
            feePerMwh = venue.FeePerMwh,
            volumeLimitMw = venue.VolumeLimitMw,
            probabilities = venue.Prices.Probabilities.ToArray(),
            pricesPerMwh = Lists(venue.Prices),
        }).ToArray(),
        reserves = request.Reserves.Select(offer => new { product = offer.Product.Name, pricePerMwHour = offer.PricePerMwHour, maximumMw = offer.MaximumMw }).ToArray(),
    };

    /// <summary>The problem as it is written into a document.</summary>
    public static object Document(TwoStageRequest request) => new
    {
        kind = TwoStageKind,
        currency = request.RealTime.Currency.Code,
        dayAheadFeePerMwh = request.DayAheadFeePerMwh,
        realTimeFeePerMwh = request.RealTimeFeePerMwh,
        deviationCostPerMwh = request.DeviationCostPerMwh,
        dayAhead = new { probabilities = request.DayAhead.Probabilities.ToArray(), pricesPerMwh = Lists(request.DayAhead) },
        realTime = new { probabilities = request.RealTime.Probabilities.ToArray(), pricesPerMwh = Lists(request.RealTime) },
    };

    /// <summary>The problem as it is written into a document.</summary>
    public static object Document(ConnectionRequest request, Currency currency) => new
    {
        kind = ConnectionKind,
        currency = currency.Code,
        importPricePerMwh = request.ImportPricePerMwh,
        exportPricePerMwh = request.ExportPricePerMwh,
        solarMw = request.SolarMw,
        loadMw = request.LoadMw,
        importLimitMw = request.ImportLimitMw,
        exportLimitMw = request.ExportLimitMw,
    };

    /// <summary>Reads it back.</summary>
    /// <param name="node">The object.</param>
    /// <param name="source">Name of the file.</param>
    /// <param name="member">The battery.</param>
    /// <param name="grid">The steps.</param>
    public static Validated<PlanProblem> Read(LocatedNode node, string source, FleetMember member, TimeGrid grid)
    {
        var faults = new List<Fault>();
        var form = new JsonForm(node, source, faults);
        var kind = form.Word("kind", [EnergyKind, TwoStageKind, ConnectionKind]);
        var currency = form.Text("currency", required: true);
        if (currency is not null && !Currency.IsCode(currency))
            form.Refuse("currency", "three capital letters", $"'{currency}'");
        if (faults.Count > 0)
            return Validated<PlanProblem>.FromFaults(faults);
        var money = new Currency(currency!);
        var parts = new PlanProblemParts(source, faults, grid, money);
        var problem = kind switch
        {
            TwoStageKind => new PlanProblem(null, Stages(node, form, parts, member), null, money),
            ConnectionKind => new PlanProblem(null, null, Behind(node, form, parts, member, grid), money),
            _ => new PlanProblem(Markets(node, form, parts, member), null, null, money),
        };
        form.RefuseOthers();
        return faults.Count > 0 ? Validated<PlanProblem>.FromFaults(faults) : Validated<PlanProblem>.FromValue(problem);
    }

    private static MultiMarketRequest? Markets(LocatedNode node, JsonForm form, PlanProblemParts parts, FleetMember member)
    {
        foreach (var name in new[] { "areBidsRounded", "markets", "reserves" })
            form.Ignore(name);
        var venues = parts.Venues(node.Find("markets"));
        if (venues.Count == 0)
            form.Refuse("markets", "an array of markets that can be read", "none");
        return venues.Count == 0 ? null : new MultiMarketRequest
        {
            Plant = StoragePlant.From(member),
            Venues = venues,
            Reserves = parts.Reserves(node.Find("reserves")),
            Risk = member.Risk,
            AreBidsRounded = node.Find("areBidsRounded")?.Kind != JsonValueKind.False,
        };
    }

    private static ConnectionRequest Behind(LocatedNode node, JsonForm form, PlanProblemParts parts, FleetMember member, TimeGrid grid) => new()
    {
        Plant = StoragePlant.From(member),
        Grid = grid,
        ImportPricePerMwh = parts.Numbers(node, form, "importPricePerMwh"),
        ExportPricePerMwh = parts.Numbers(node, form, "exportPricePerMwh"),
        SolarMw = parts.Numbers(node, form, "solarMw", least: 0),
        LoadMw = parts.Numbers(node, form, "loadMw", least: 0),
        ImportLimitMw = form.Number("importLimitMw", "a number >= 0", value => value >= 0, required: true) ?? 0,
        ExportLimitMw = form.Number("exportLimitMw", "a number >= 0", value => value >= 0, required: true) ?? 0,
    };

    private static TwoStageRequest? Stages(LocatedNode node, JsonForm form, PlanProblemParts parts, FleetMember member)
    {
        double Money(string name) => form.Number(name, "a number >= 0", value => value >= 0) ?? 0;
        var (dayAheadFee, realTimeFee, deviation) = (Money("dayAheadFeePerMwh"), Money("realTimeFeePerMwh"), Money("deviationCostPerMwh"));
        var (dayAhead, realTime) = (parts.Stage(node, form, "dayAhead"), parts.Stage(node, form, "realTime"));
        if (dayAhead is not null && realTime is not null && dayAhead.Count != 1 && dayAhead.Count != realTime.Count)
            form.Refuse("dayAhead", "one scenario, or as many as realTime", "another number");
        return dayAhead is null || realTime is null ? null : new TwoStageRequest
        {
            Plant = StoragePlant.From(member),
            DayAhead = dayAhead,
            RealTime = realTime,
            Risk = member.Risk,
            DayAheadFeePerMwh = dayAheadFee,
            RealTimeFeePerMwh = realTimeFee,
            DeviationCostPerMwh = deviation,
        };
    }

    private static double[][] Lists(ScenarioSet prices) => [.. Enumerable.Range(0, prices.Count).Select(s => prices.PricesPerMwh(s).ToArray())];
}

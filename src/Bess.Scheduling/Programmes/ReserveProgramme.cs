using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Reserve;
using Bess.Scheduling.Checking;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;

namespace Bess.Scheduling.Programmes;

/// <summary>A battery that sells energy and reserve capacity. Its power at the connection is that of its schedule, without activation.</summary>
/// <remarks>
/// Bids are free within the product's blocks, or fixed by <see cref="SoldMw"/>. With <see cref="MultiMarketRequest.AreBidsRounded"/> a round
/// that has agreed rounds them down to the product's size, holds them, and agrees again; otherwise sizes do not count, in the plan
/// and in its audit. Immutable and thread-safe.
/// </remarks>
public sealed class ReserveProgramme : AgentProgramme
{
    private const double BidTolerance = 1e-9;
    private const double RoundingTolerance = 1e-4;

    private ReserveProgramme(MultiMarketRequest request, IReadOnlyList<IReadOnlyList<double>?>? sold)
        : base(request.Plant, request.Venues[0].Prices.Grid)
    {
        Request = request;
        SoldMw = sold;
    }

    /// <summary>Battery, venues, products, risk.</summary>
    public MultiMarketRequest Request { get; }

    /// <summary>Capacity already sold of each product [product][step], MW; null for free bids, of one product or of all.</summary>
    public IReadOnlyList<IReadOnlyList<double>?>? SoldMw { get; }

    /// <inheritdoc />
    public override double PowerMw => Math.Max(Request.Plant.Battery.ChargeLimit.Mw, Request.Plant.Battery.DischargeLimit.Mw);

    /// <inheritdoc />
    public override double LargestPricePerMwh => Request.Venues.Max(venue => Largest(venue) + venue.FeePerMwh);

    /// <summary>Makes the programme.</summary>
    /// <param name="request">Battery, venues, products, risk; rounding of bids and exclusivity are the round's business.</param>
    /// <param name="soldMw">Capacity already sold [product][step], MW, constant over a block; null for free bids.</param>
    /// <returns>The programme, or all faults.</returns>
    public static Validated<ReserveProgramme> Create(MultiMarketRequest request, IReadOnlyList<IReadOnlyList<double>?>? soldMw = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var faults = Faults(request, soldMw);
        return faults.Count > 0 ? Validated<ReserveProgramme>.FromFaults(faults) : Checked(new ReserveProgramme(request, soldMw));
    }

    private protected override ProgrammeColumns Append(ProblemBuilder builder)
    {
        var formulation = new MultiMarketFormulation(builder, Request);
        for (var k = 0; k < (SoldMw?.Count ?? 0); k++)
        {
            for (var t = 0; SoldMw![k] is { } sold && t < sold.Count; t++)
                builder.Fix(formulation.Reserves.Column[k][t], sold[t]);
        }

        var (storage, battery) = (formulation.Storage, Request.Plant.Battery);
        var power = builder.AddColumns(Grid.Count, -battery.ChargeLimit.Mw, battery.DischargeLimit.Mw);
        for (var t = 0; t < Grid.Count; t++)
        {
            var row = builder.AddRow(0, 0);
            builder.AddEntry(row, power + t, 1);
            builder.AddEntry(row, storage.Charge + t, 1);
            builder.AddEntry(row, storage.Discharge + t, -1);
        }

        return new ProgrammeColumns(power, storage.Energy, [.. formulation.Pairs.Take(Grid.Count).Select((pair, t) => (t, pair))])
        {
            Venues = formulation.Venues,
            Reserves = formulation.Reserves.Column,
        };
    }

    private protected override AgentPlan Describe(double[] point, double objective)
    {
        double[] Series(Func<int, double> value) => [.. Enumerable.Range(0, Grid.Count).Select(value)];
        var power = Series(t => point[Columns.Power + t]);
        var energy = Series(t => point[Columns.Energy + t]);
        var claim = PlanClaims.Of(Request.Plant, Grid, power, energy) with
        {
            Reserves = [.. Request.Reserves.Select((offer, k) => new ReserveClaim(Ruled(offer.Product), Series(t => Math.Max(0, point[Columns.Reserves[k][t]]))))],
            VenueMw = [.. Columns.Venues.Select(place => Series(t => point[place.Sell + t] - point[place.Buy + t]))],
        };
        return new AgentPlan
        {
            Agent = Id,
            Grid = Grid,
            ConnectionMw = power,
            Claim = claim,
            Audit = PlanAudit.Check(claim),
            Money = AgentValuation.Of(claim, Request),
            Objective = objective,
            OutsideWindow = AgentValuation.OutsideWindow(claim),
        };
    }

    private protected override IReadOnlyList<(int Column, double Value)> Sizes(double[] point)
    {
        var sizes = new List<(int, double)>();
        for (var k = 0; Request.AreBidsRounded && k < Request.Reserves.Count; k++)
        {
            var product = Request.Reserves[k].Product;
            if (product is { BidStepMw: > 0 } or { MinimumBidMw: > 0 } && SoldMw?[k] is null)
                sizes.AddRange(Columns.Reserves[k].Distinct().Select(column => (column, SizeBelow(point[column], product))));
        }

        return sizes;
    }

    private static double SizeBelow(double amount, ReserveProduct product)
    {
        var size = product.BidStepMw > 0 ? Math.Floor((amount / product.BidStepMw) + RoundingTolerance) * product.BidStepMw : Math.Max(0, amount);
        return size < product.MinimumBidMw - RoundingTolerance ? 0 : size;
    }

    private ReserveProduct Ruled(ReserveProduct product) => Request.AreBidsRounded ? product : product with { BidStepMw = 0, MinimumBidMw = 0 };

    private static double Largest(EnergyVenue venue) =>
        Enumerable.Range(0, venue.Prices.Count).Max(s => venue.Prices.PricesPerMwh(s).ToArray().Max(Math.Abs));

    private static List<Fault> Faults(MultiMarketRequest request, IReadOnlyList<IReadOnlyList<double>?>? sold)
    {
        var faults = new List<Fault>();
        var id = request.Plant.Battery.Id;
        try
        {
            request.Check();
        }
        catch (BessDataException refused)
        {
            faults.AddRange(refused.Faults.Select(fault => fault.Below(id.Value)));
        }
        catch (ArgumentException refused)
        {
            faults.Add(new Fault(id.Value, "reserve", "a request without faults", refused.Message));
        }

        if (faults.Count > 0)
            return faults;
        if (request.IsOneMarketAtATime)
            faults.Add(new Fault(id.Value, "isOneMarketAtATime", "false: a round has no binary choices", "true"));
        if (request.Plant.WearInForce.CycleDepth.Count > 0)
            faults.Add(new Fault(id.Value, "wear.cycleDepth", "no layers: a round values throughput only", $"{request.Plant.WearInForce.CycleDepth.Count}"));
        if (sold is not null)
            CheckSold(id, request, sold, faults);
        return faults;
    }

    private static void CheckSold(AgentId id, MultiMarketRequest request, IReadOnlyList<IReadOnlyList<double>?> sold, List<Fault> faults)
    {
        if (sold.Count != request.Reserves.Count)
        {
            faults.Add(new Fault(id.Value, "soldMw", $"{request.Reserves.Count} products", $"{sold.Count}"));
            return;
        }

        for (var k = 0; k < sold.Count; k++)
        {
            if (sold[k] is not { } amounts)
                continue;
            var field = $"soldMw[{k}]";
            if (amounts.Count != request.Steps)
            {
                faults.Add(new Fault(id.Value, field, $"{request.Steps} values", $"{amounts.Count}"));
                continue;
            }

            var blocks = request.Blocks(request.Reserves[k]);
            for (var t = 0; t < amounts.Count; t++)
            {
                if (!(double.IsFinite(amounts[t]) && amounts[t] >= 0))
                    faults.Add(new Fault(id.Value, $"{field}[{t}]", "a finite number >= 0", $"{amounts[t]}"));
                else if (t > 0 && blocks[t] == blocks[t - 1] && Math.Abs(amounts[t] - amounts[t - 1]) > BidTolerance)
                    faults.Add(new Fault(id.Value, $"{field}[{t}]", $"{amounts[t - 1]} as in the rest of its block", $"{amounts[t]}"));
            }
        }
    }
}

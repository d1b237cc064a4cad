using System.Text.Json;
using Bess.Cli.Inputs;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Portfolio;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Scheduling.Plants;
using Bess.Scheduling.Reserve;

namespace Bess.Cli.Commands.Why;

/// <summary>The <c>problem</c> of a plan document: what was planned for, beside the battery.</summary>
/// <param name="Battery">The request.</param>
internal sealed record PlanProblem(MultiMarketRequest Battery)
{
    public const string Field = "problem";
    public const string EnergyKind = "energyAndReserve";

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
            pricesPerMwh = Enumerable.Range(0, venue.Prices.Count).Select(s => venue.Prices.PricesPerMwh(s).ToArray()).ToArray(),
        }).ToArray(),
        reserves = request.Reserves.Select(offer => new { product = offer.Product.Name, pricePerMwHour = offer.PricePerMwHour, maximumMw = offer.MaximumMw }).ToArray(),
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
        form.Word("kind", [EnergyKind]);
        var currency = form.Text("currency", required: true);
        if (currency is not null && !Currency.IsCode(currency))
            form.Refuse("currency", "three capital letters", $"'{currency}'");
        var rounded = node.Find("areBidsRounded")?.Kind != JsonValueKind.False;
        form.Ignore("areBidsRounded");
        var parts = new PlanProblemParts(source, faults, grid);
        var venues = parts.Venues(node.Find("markets"), faults.Count == 0 ? new Currency(currency!) : Currency.Eur);
        var reserves = parts.Reserves(node.Find("reserves"));
        form.Ignore("markets");
        form.Ignore("reserves");
        form.RefuseOthers();
        if (faults.Count == 0 && venues.Count == 0)
            form.Refuse("markets", "at least one market", "none");
        return faults.Count > 0
            ? Validated<PlanProblem>.FromFaults(faults)
            : Validated<PlanProblem>.FromValue(new PlanProblem(new MultiMarketRequest
            {
                Plant = StoragePlant.From(member),
                Venues = venues,
                Reserves = reserves,
                Risk = member.Risk,
                AreBidsRounded = rounded,
            }));
    }
}

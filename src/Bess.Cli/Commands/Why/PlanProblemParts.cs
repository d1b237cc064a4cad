using System.Globalization;
using System.Text.Json;
using Bess.Cli.Commands.Verify;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Prices;
using Bess.Domain.Reserve;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Scheduling.Reserve;

namespace Bess.Cli.Commands.Why;

/// <summary>Reads markets and reserves of a problem.</summary>
internal sealed class PlanProblemParts(string source, List<Fault> faults, TimeGrid grid, Currency currency)
{
    private readonly NumberLists _lists = new(source, faults);

    public IReadOnlyList<EnergyVenue> Venues(LocatedNode? node) => node is null ? [] : [.. node.Items.Select(Venue).OfType<EnergyVenue>()];

    public IReadOnlyList<ReserveOffer> Reserves(LocatedNode? node) => node is null ? [] : [.. node.Items.Select(Offer).OfType<ReserveOffer>()];

    /// <summary>A list of one number a step.</summary>
    /// <param name="node">The object that it is in.</param>
    /// <param name="form">Its form.</param>
    /// <param name="name">The field.</param>
    /// <param name="least">No number may be below it.</param>
    public double[] Numbers(LocatedNode node, JsonForm form, string name, double least = double.NegativeInfinity)
    {
        form.Ignore(name);
        if (node.Find(name) is not { } list)
            return Lacks(form, name) ?? [];
        var numbers = _lists.Read(list, list.Path, grid.Count) ?? [];
        var low = Array.FindIndex(numbers, value => value < least);
        if (low >= 0)
            form.Refuse(name, string.Create(CultureInfo.InvariantCulture, $"numbers >= {least}"), string.Create(CultureInfo.InvariantCulture, $"{numbers[low]} in step {low}"));
        return numbers;
    }

    /// <summary>Prices of a stage.</summary>
    public ScenarioSet? Stage(LocatedNode parent, JsonForm parentForm, string name)
    {
        parentForm.Ignore(name);
        if (parent.Find(name) is not { } node)
        {
            parentForm.Refuse(name, "an object with probabilities and pricesPerMwh", "nothing");
            return null;
        }

        var form = new JsonForm(node, source, faults);
        if (!form.IsObject)
            return null;
        var prices = Scenarios(node, form, name);
        form.RefuseOthers();
        return prices;
    }

    private ScenarioSet? Scenarios(LocatedNode node, JsonForm form, string name)
    {
        form.Ignore("probabilities");
        form.Ignore("pricesPerMwh");
        var probabilities = node.Find("probabilities") is { } weights ? _lists.Read(weights, weights.Path, 0) : Lacks(form, "probabilities");
        if (probabilities is null || node.Find("pricesPerMwh") is not { Kind: JsonValueKind.Array } lists)
        {
            if (probabilities is not null)
                Lacks(form, "pricesPerMwh");
            return null;
        }

        var prices = lists.Items.Select((item, s) => _lists.Read(item, item.Path, grid.Count) ?? []).ToArray();
        if (prices.Length != probabilities.Length)
        {
            form.Refuse("pricesPerMwh", string.Create(CultureInfo.InvariantCulture, $"{probabilities.Length} lists, one for each probability"), string.Create(CultureInfo.InvariantCulture, $"{prices.Length}"));
            return null;
        }

        if (faults.Count > 0)
            return null;
        var made = ScenarioSet.Create(name, currency, grid, prices.SelectMany(list => list).ToArray(), probabilities, grid.Start, new Provenance(source, null, false), source);
        faults.AddRange(made.Faults);
        return made.TryGet(out var set) ? set : null;
    }

    private EnergyVenue? Venue(LocatedNode node)
    {
        var form = new JsonForm(node, source, faults);
        if (!form.IsObject)
            return null;
        var name = form.Text("name", required: true);
        var fee = form.Number("feePerMwh", "a number >= 0", value => value >= 0) ?? 0;
        var volume = form.Number("volumeLimitMw", "a number >= 0", value => value >= 0);
        var prices = Scenarios(node, form, name ?? "market");
        form.RefuseOthers();
        return name is null || prices is null ? null : new EnergyVenue { Name = name, FeePerMwh = fee, VolumeLimitMw = volume, Prices = prices };
    }

    private ReserveOffer? Offer(LocatedNode node)
    {
        var form = new JsonForm(node, source, faults);
        if (!form.IsObject)
            return null;
        var name = form.Word("product", ReserveProducts.All.Select(product => product.Name));
        var maximum = form.Number("maximumMw", "a number >= 0", value => value >= 0);
        form.Ignore("pricePerMwHour");
        form.RefuseOthers();
        if (node.Find("pricePerMwHour") is not { Kind: JsonValueKind.Array } list || (list.Numbers?.Length ?? list.Items.Count) != grid.Count)
        {
            form.Refuse("pricePerMwHour", string.Create(CultureInfo.InvariantCulture, $"{grid.Count} numbers, null where nothing can be sold"), "another value");
            return null;
        }

        double[] prices = list.Numbers is { } packed ? packed.ToArray() : [.. list.Items.Select(item => item.Kind == JsonValueKind.Number ? item.Number : double.NaN)];
        return name is null
            ? null
            : new ReserveOffer { Product = ReserveProducts.All.First(product => product.Name == name), PricePerMwHour = prices, MaximumMw = maximum };
    }

    private static double[]? Lacks(JsonForm form, string name)
    {
        form.Refuse(name, "an array of numbers", "nothing");
        return null;
    }
}

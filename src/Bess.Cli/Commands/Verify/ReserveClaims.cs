using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Reserve;
using Bess.Scheduling.Checking;

namespace Bess.Cli.Commands.Verify;

/// <summary>Reads the reserves of a claim: a product by name or by its rules, and what is sold of it.</summary>
internal sealed class ReserveClaims(string source, List<Fault> faults, NumberLists lists)
{
    private static readonly IReadOnlyDictionary<string, ReserveDirection> Directions = new Dictionary<string, ReserveDirection>
    {
        ["up"] = ReserveDirection.Up,
        ["down"] = ReserveDirection.Down,
        ["symmetric"] = ReserveDirection.Symmetric,
    };

    /// <summary>Reads an array of them.</summary>
    /// <param name="node">The array; null for none.</param>
    /// <param name="steps">Steps of the plan.</param>
    public IReadOnlyList<ReserveClaim> Read(LocatedNode? node, int steps)
    {
        if (node is null)
            return [];
        if (node.Kind == JsonValueKind.Array)
            return [.. node.Items.Select(item => One(item, steps)).OfType<ReserveClaim>()];
        faults.Add(new Fault(FaultLocation.At(source, node.Line), node.Path, "an array of objects", node.Describe()));
        return [];
    }

    private ReserveClaim? One(LocatedNode node, int steps)
    {
        var form = new JsonForm(node, source, faults);
        if (!form.IsObject)
            return null;
        form.Ignore("product");
        form.Ignore("soldMw");
        form.RefuseOthers();
        var product = Product(form, node.Find("product"));
        if (node.Find("soldMw") is not { } sold)
        {
            form.Refuse("soldMw", "an array of numbers, one a step", "nothing");
            return null;
        }

        return lists.Read(sold, sold.Path, steps) is { } amounts && product is not null ? new ReserveClaim(product, amounts) : null;
    }

    private ReserveProduct? Product(JsonForm form, LocatedNode? node)
    {
        if (node is { Kind: JsonValueKind.String })
        {
            var known = ReserveProducts.All.FirstOrDefault(product => product.Name.Equals(node.Text, StringComparison.OrdinalIgnoreCase));
            if (known is null)
                form.Refuse("product", $"one of {string.Join(", ", ReserveProducts.All.Select(product => product.Name))}, or an object", $"'{node.Text}'");
            return known;
        }

        if (node is { Kind: JsonValueKind.Object })
            return Own(new JsonForm(node, source, faults));
        form.Refuse("product", "the name of a product, or its rules as an object", node?.Describe() ?? "nothing");
        return null;
    }

    private ReserveProduct? Own(JsonForm form)
    {
        var before = faults.Count;
        double Amount(string name, double byDefault, bool required = false) =>
            form.Number(name, "a number >= 0", value => value >= 0, required) ?? byDefault;
        var direction = form.OneOf("direction", Directions);
        if (direction is null && faults.Count == before)
            form.Refuse("direction", $"one of {string.Join(", ", Directions.Keys)}", "nothing");
        var product = new ReserveProduct
        {
            Name = form.Text("name", required: true) ?? "",
            Direction = direction ?? ReserveDirection.Up,
            PowerPerSoldMw = Amount("powerPerSoldMw", 1),
            OppositePowerPerSoldMw = Amount("oppositePowerPerSoldMw", 0),
            EnduranceHours = Amount("enduranceHours", 0, required: true),
            BlockHours = Amount("blockHours", 0),
            MinimumBidMw = Amount("minimumBidMw", 0),
            BidStepMw = Amount("bidStepMw", 0),
            ActivatedUpPerSoldMw = Amount("activatedUpPerSoldMw", 0),
            ActivatedDownPerSoldMw = Amount("activatedDownPerSoldMw", 0),
            ThroughputPerSoldMw = Amount("throughputPerSoldMw", 0),
        };
        form.RefuseOthers();
        if (faults.Count > before)
            return null;
        try
        {
            product.Check();
            return product;
        }
        catch (BessDataException refused)
        {
            faults.AddRange(refused.Faults.Select(fault => fault with { Location = form.Origin.Location, Field = LocatedNode.Below(form.Origin.Field, fault.Field) }));
            return null;
        }
    }
}

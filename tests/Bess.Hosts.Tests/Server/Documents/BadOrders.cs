using System.Text;
using System.Text.Json.Nodes;
using Bess.Coordination.Coupling;
using Bess.Coordination.Desk;
using Bess.Coordination.Fleets;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Rounds;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Hosts.Tests.Server.Documents;

/// <summary>Orders that must be refused, each with the field that the refusal names. Used against the reader and against the server.</summary>
internal static class BadOrders
{
    private const int Steps = 4;

    /// <summary>A small order that can run: two batteries, four hours, two scenarios.</summary>
    public static RoundOrder Good(string id = "good", string powerPlant = "pair")
    {
        var grid = new TimeGrid(new DateTimeOffset(2026, 3, 9, 23, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1), Steps);
        double[] prices = [40, 60, 80, 50, 45, 55, 90, 40];
        return new RoundOrder
        {
            Id = id,
            PowerPlant = powerPlant,
            Fleet = FleetGenerator.Generate(2, 7, powerPlant, feeders: 1),
            Scenarios = new ScenarioSet("made up", Currency.Eur, grid, prices, [0.5, 0.5], grid.Start, new Provenance("test", null, true)),
            Coupling = new CouplingSpecification { Limits = [new PowerLimit([-1, -1, -1, -1], [1, 1, 1, 1], "feeder-01")] },
            Options = new RoundOptions { Deadline = TimeSpan.FromSeconds(60) },
        };
    }

    /// <summary>What is changed, and the field that must be named.</summary>
    public static IReadOnlyList<(string What, string Field, Action<JsonObject> Change)> All { get; } =
    [
        ("no kind", "kind", o => o.Remove("kind")),
        ("other kind", "kind", o => o["kind"] = "round-result"),
        ("other version", "schemaVersion", o => o["schemaVersion"] = 2),
        ("version as text", "schemaVersion", o => o["schemaVersion"] = "1"),
        ("unknown field", "surprise", o => o["surprise"] = 1),
        ("id with blanks", "id", o => o["id"] = "a b"),
        ("id of dots", "id", o => o["id"] = ".."),
        ("id too long", "id", o => o["id"] = new string('a', 65)),
        ("id a number", "id", o => o["id"] = 5),
        ("no power plant", "powerPlant", o => o.Remove("powerPlant")),
        ("empty power plant", "powerPlant", o => o["powerPlant"] = ""),
        ("power plant a path", "powerPlant", o => o["powerPlant"] = "../etc"),
        ("power plant with a line break", "powerPlant", o => o["powerPlant"] = "a\nb"),
        ("fleet a text", "fleet", o => o["fleet"] = "fleet.json"),
        ("fleet of another version", "fleet.schemaVersion", o => o["fleet"]!["schemaVersion"] = 9),
        ("no batteries", "fleet.batteries", o => o["fleet"]!["batteries"] = new JsonArray()),
        ("impossible limit", "fleet.batteries[0].chargeLimitMw", o => Battery(o)["chargeLimitMw"] = -1),
        ("impossible efficiency", "fleet.batteries[0].chargeEfficiency", o => Battery(o)["chargeEfficiency"] = 1.5),
        ("unknown group of a battery", "fleet.batteries[0].group", o => Battery(o)["group"] = "nowhere"),
        ("unknown field of a battery", "fleet.batteries[0].colour", o => Battery(o)["colour"] = "red"),
        ("no scenarios", "scenarios", o => o.Remove("scenarios")),
        ("scenarios null", "scenarios", o => o["scenarios"] = null),
        ("currency of two letters", "scenarios.currency", o => Scenarios(o)["currency"] = "EU"),
        ("start in local time", "scenarios.grid.startUtc", o => Grid(o)["startUtc"] = "2026-03-10T00:00:00+01:00"),
        ("step of zero", "scenarios.grid.stepSeconds", o => Grid(o)["stepSeconds"] = 0),
        ("step of a century", "scenarios.grid.stepSeconds", o => Grid(o)["stepSeconds"] = 3.2e9),
        ("no steps", "scenarios.grid.steps", o => Grid(o)["steps"] = 0),
        ("half a step", "scenarios.grid.steps", o => Grid(o)["steps"] = 3.5),
        ("end after the calendar", "scenarios.grid.steps", o => (Grid(o)["stepSeconds"], Grid(o)["steps"]) = (31622400, 1000000)),
        ("prices that do not cover the horizon", "scenarios.pricesPerMwh[1]", o => Prices(o)[1]!.AsArray().RemoveAt(0)),
        ("a scenario too many", "scenarios.pricesPerMwh", o => Prices(o).Add(new JsonArray(1, 2, 3, 4))),
        ("a price that is null", "scenarios.pricesPerMwh[0][2]", o => Prices(o)[0]![2] = null),
        ("a price that is a text", "scenarios.pricesPerMwh[0][2]", o => Prices(o)[0]![2] = "Infinity"),
        ("a price beyond 64 bits", "scenarios.pricesPerMwh[0][2]", o => Prices(o)[0]![2] = JsonNode.Parse("1e999")),
        ("probabilities of 1.1", "scenarios.probabilities", o => Scenarios(o)["probabilities"] = new JsonArray(0.5, 0.6)),
        ("a negative probability", "scenarios.probabilities[1]", o => Scenarios(o)["probabilities"] = new JsonArray(1.5, -0.5)),
        ("no provenance", "scenarios.provenance", o => Scenarios(o).Remove("provenance")),
        ("synthetic a number", "scenarios.provenance.synthetic", o => Scenarios(o)["provenance"]!["synthetic"] = 1),
        ("no coupling", "coupling", o => o.Remove("coupling")),
        ("limits an object", "coupling.limits", o => Coupling(o)["limits"] = new JsonObject()),
        ("a short limit", "coupling.limits[0].lowerMw", o => Limit(o)["lowerMw"] = new JsonArray(-1, -1)),
        ("an infinite limit", "coupling.limits[0].upperMw[3]", o => Limit(o)["upperMw"] = new JsonArray(1, 1, 1, "Infinity")),
        ("a limit without an end", "coupling.limits[0].upperMw", o => Limit(o).Remove("upperMw")),
        ("a limit's group a number", "coupling.limits[0].group", o => Limit(o)["group"] = 3),
        ("unknown mode", "coupling.commitments[0].mode", o => Commit(o)["mode"] = "soft"),
        ("a commitment too long", "coupling.commitments[0].powerMw", o => Commit(o)["powerMw"]!.AsArray().Add(0)),
        ("unknown algorithm", "options.algorithm", o => Options(o)["algorithm"] = "magic"),
        ("negative deadline", "options.deadlineSeconds", o => Options(o)["deadlineSeconds"] = -1),
        ("iterations of zero", "options.iterationLimit", o => Options(o)["iterationLimit"] = 0),
        ("iterations beyond 32 bits", "options.iterationLimit", o => Options(o)["iterationLimit"] = 3000000000),
        ("threads, which are the desk's", "options.threads", o => Options(o)["threads"] = 2),
        ("exclusivity a text", "options.enforceExclusivity", o => Options(o)["enforceExclusivity"] = "yes"),
        ("warm start without numbers", "options.warmStart.multipliersPerMwh", o => Options(o)["warmStart"] = new JsonObject()),
        ("warm start not finite", "options.warmStart.multipliersPerMwh[0][0]", o => Options(o)["warmStart"] = new JsonObject { ["multipliersPerMwh"] = new JsonArray(new JsonArray("NaN", 1, 1, 1)) }),
    ];

    /// <summary>The text of the changed order of that name.</summary>
    public static string Text(string what)
    {
        var order = JsonNode.Parse(Encoding.UTF8.GetString(RoundOrderDocument.Write(Good("bad-" + All.ToList().FindIndex(one => one.What == what)))))!.AsObject();
        All.Single(one => one.What == what).Change(order);
        return order.ToJsonString();
    }

    private static JsonObject Battery(JsonObject order) => order["fleet"]!["batteries"]![0]!.AsObject();

    private static JsonObject Scenarios(JsonObject order) => order["scenarios"]!.AsObject();

    private static JsonObject Grid(JsonObject order) => Scenarios(order)["grid"]!.AsObject();

    private static JsonArray Prices(JsonObject order) => Scenarios(order)["pricesPerMwh"]!.AsArray();

    private static JsonObject Coupling(JsonObject order) => order["coupling"]!.AsObject();

    private static JsonObject Limit(JsonObject order) => Coupling(order)["limits"]![0]!.AsObject();

    private static JsonObject Options(JsonObject order) => order["options"]!.AsObject();

    private static JsonObject Commit(JsonObject order)
    {
        var commitment = new JsonObject { ["mode"] = "hard", ["powerMw"] = new JsonArray(0, 0, 0, 0) };
        Coupling(order)["commitments"] = new JsonArray(commitment);
        return commitment;
    }
}

using System.Globalization;
using System.Text.Json;
using Bess.Backtesting.Desk;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Portfolio;
using Bess.Domain.Time;
using Bess.Scheduling.Checking;

namespace Bess.Cli.Commands.Verify;

/// <summary>Reads a plan that is to be checked: what <c>bess optimize --output json</c> prints, or a claim (docs/reference/plan-claim.md).</summary>
internal sealed class PlanClaimFile
{
    public const string PlanKind = "plan";
    public const string ClaimKind = "planClaim";

    // What a plan tells beside the claim; the audit recomputes what it needs.
    private static readonly string[] Told =
    [
        "agent", "status", "currency", "scenarios", "expectedProfit", "conditionalValueAtRisk", "wearCost", "terminalValue", "cost", "lowerBound", "notes", "description", "verdict", "problem",
    ];

    private readonly LocatedNode _root;
    private readonly JsonForm _form;
    private readonly NumberLists _lists;
    private readonly List<Fault> _faults = [];
    private readonly string _source;

    private PlanClaimFile(LocatedNode root, string source)
    {
        (_root, _source) = (root, source);
        _form = new JsonForm(root, source, _faults);
        _lists = new NumberLists(source, _faults);
    }

    /// <summary>Reads a claim.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="battery">The battery; null when the file holds it.</param>
    /// <returns>The claim; of a plan of two stages also one for each scenario, after that of the day-ahead schedule.</returns>
    public static Validated<IReadOnlyList<PlanClaim>> Read(string path, FleetMember? battery) =>
        InputFiles.ReadJson(path).Bind(root => new PlanClaimFile(root, Path.GetFileName(path)).Read(battery));

    private Validated<IReadOnlyList<PlanClaim>> Read(FleetMember? given)
    {
        if (!_form.IsObject)
            return Validated<IReadOnlyList<PlanClaim>>.FromFaults(_faults);
        if (_form.Text("kind", required: true) is { } kind and not PlanKind and not ClaimKind)
            _form.Refuse("kind", $"'{PlanKind}' or '{ClaimKind}'", $"'{kind}'");
        _form.Number("schemaVersion", "1", version => version == 1, required: true);
        foreach (var name in Told)
            _form.Ignore(name);
        var grid = Grid();
        var steps = grid?.Count ?? 0;
        var member = Battery(given);
        var initial = _form.Number("initialEnergyMwh", "a number >= 0", value => value >= 0);
        var power = List("powerMw", steps, required: true);
        var energy = List("stateOfChargeMwh", steps, required: true);
        var loss = _form.Number("standingLossPerHour", "a number in [0, 1)", value => value is >= 0 and < 1) ?? 0;
        var floor = _form.Number("endFloorMwh", "a number >= 0", value => value >= 0);
        var end = _form.Number("endFixedMwh", "a number >= 0", value => value >= 0);
        var cycles = _form.Number("cyclesPerDay", "a number >= 0", value => value >= 0);
        var dayAhead = List("dayAheadMw", steps, required: false);
        var venues = Lists("venueMw", steps);
        var (dispatch, stored) = (Lists("dispatchMw", steps), Lists("dispatchEnergyMwh", steps));
        if (dispatch.Count != stored.Count)
            _form.Refuse("dispatchEnergyMwh", string.Create(CultureInfo.InvariantCulture, $"{dispatch.Count} lists, as dispatchMw"), string.Create(CultureInfo.InvariantCulture, $"{stored.Count}"));
        var reserves = new ReserveClaims(_source, _faults, _lists).Read(Taken("reserves"), steps);
        var connection = Connection(steps);
        _form.RefuseOthers();
        if (_faults.Count > 0)
            return Validated<IReadOnlyList<PlanClaim>>.FromFaults(_faults);
        var claim = new PlanClaim
        {
            Battery = member!.Battery,
            Grid = grid!,
            InitialEnergyMwh = initial ?? member.InitialEnergy.Mwh,
            PowerMw = power!,
            EnergyMwh = energy!,
            StandingLossPerHour = loss,
            EndFloorMwh = floor ?? (member.Terminal as Domain.Assets.TerminalCondition.Floor)?.Minimum.Mwh,
            EndFixedMwh = end ?? (member.Terminal as Domain.Assets.TerminalCondition.Fixed)?.Target.Mwh,
            CyclesPerDay = cycles,
            Reserves = reserves,
            VenueMw = venues,
            DayAheadMw = dayAhead,
            Connection = connection,
        };
        return Validated<IReadOnlyList<PlanClaim>>.FromValue(
        [
            claim,
            .. dispatch.Select((dispatched, s) => claim with { PowerMw = dispatched, EnergyMwh = stored[s], DayAheadMw = claim.PowerMw }),
        ]);
    }

    private FleetMember? Battery(FleetMember? given)
    {
        var node = Taken("battery");
        if (node is null)
        {
            if (given is null)
                _faults.Add(new Fault(_source, "battery", "the battery of the plan, or --battery FILE", "neither"));
            return given;
        }

        var read = BatteryFile.Read(node, _source);
        _faults.AddRange(read.Faults);
        return read.TryGet(out var member) ? given ?? member : null;
    }

    private TimeGrid? Grid()
    {
        if (_form.Form("horizon", required: true) is not { IsObject: true } horizon)
            return null;
        horizon.Ignore("endUtc");
        horizon.Ignore("zone");
        var text = horizon.Text("startUtc", required: true);
        var isInstant = UtcText.TryParse(text, out var start);
        if (text is not null && !isInstant)
            horizon.Refuse("startUtc", "an instant in UTC such as 2026-03-09T23:00:00Z", $"'{text}'");
        var minutes = horizon.Number("stepMinutes", "a number > 0", value => value > 0, required: true);
        var steps = horizon.Whole("steps", 1);
        if (steps is null)
            horizon.Refuse("steps", "a whole number >= 1", "nothing");
        horizon.RefuseOthers();
        return isInstant && minutes is { } length && steps is { } count ? new TimeGrid(start, TimeSpan.FromMinutes(length), count) : null;
    }

    private IReadOnlyList<IReadOnlyList<double>> Lists(string name, int steps)
    {
        if (Taken(name) is not { } node)
            return [];
        if (node.Kind == JsonValueKind.Array && node.Numbers is null)
            return [.. node.Items.Select((item, k) => _lists.Read(item, string.Create(CultureInfo.InvariantCulture, $"{name}[{k}]"), steps) ?? [])];
        _faults.Add(new Fault(FaultLocation.At(_source, node.Line), name, "an array of arrays of numbers", node.Describe()));
        return [];
    }

    private ConnectionClaim? Connection(int steps)
    {
        if (_form.Form("connection") is not { IsObject: true } form || _root.Find("connection") is not { } node)
            return null;
        double[] Of(string name)
        {
            form.Ignore(name);
            if (node.Find(name) is { } list)
                return _lists.Read(list, $"connection.{name}", steps) ?? [];
            form.Refuse(name, "an array of numbers", "nothing");
            return [];
        }

        var claim = new ConnectionClaim
        {
            ImportMw = Of("importMw"),
            ExportMw = Of("exportMw"),
            CurtailedMw = Of("curtailedMw"),
            SolarMw = Of("solarMw"),
            LoadMw = Of("loadMw"),
            ImportLimitMw = form.Number("importLimitMw", "a number >= 0", value => value >= 0, required: true) ?? 0,
            ExportLimitMw = form.Number("exportLimitMw", "a number >= 0", value => value >= 0, required: true) ?? 0,
        };
        form.RefuseOthers();
        return claim;
    }

    private double[]? List(string name, int steps, bool required)
    {
        if (Taken(name) is { } node)
            return _lists.Read(node, name, steps);
        if (required)
            _form.Refuse(name, "an array of numbers, one a step", "nothing");
        return null;
    }

    private LocatedNode? Taken(string name)
    {
        _form.Ignore(name);
        return _root.Find(name) is { Kind: not JsonValueKind.Null } node ? node : null;
    }
}

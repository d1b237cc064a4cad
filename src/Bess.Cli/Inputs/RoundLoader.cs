using Bess.Coordination.Coupling;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Markets.Sources.Csv;

namespace Bess.Cli.Inputs;

/// <summary>Reads every file of a run and fits them together; all faults of all files are told at once.</summary>
internal sealed class RoundLoader
{
    private readonly RunSpecification _specification;
    private readonly List<Fault> _faults = [];
    private readonly List<InputFile> _files = [];

    private RoundLoader(RunSpecification specification) => _specification = specification;

    /// <summary>Reads a run.</summary>
    /// <param name="specification">What it is made of; a fleet, prices and a commitment or limit must be named.</param>
    /// <param name="clock">Clock of the round's deadline and timings.</param>
    public static Validated<LoadedRound> Load(RunSpecification specification, TimeProvider clock) =>
        new RoundLoader(specification).Load(clock);

    private Validated<LoadedRound> Load(TimeProvider clock)
    {
        var fleet = _specification.FleetPath is { } fleetPath ? Keep(Sources.Fleet(fleetPath), "fleet", fleetPath) : null;
        var prices = ScenarioLoader.Load(_specification, _files);
        _faults.AddRange(prices.Faults);
        var grid = prices.IsValid ? prices.Value.Scenarios.Grid : null;
        if (fleet is not null)
            CheckGroups(fleet);
        CheckLimits();
        var coupling = prices.IsValid ? Coupling(prices.Value.Scenarios) : TablesOnly();
        var warm = _specification.WarmStartPath is { } path ? WarmStart(path) : null;
        if (fleet is not null && prices.IsValid)
            _faults.AddRange(MemberCheck.Faults(fleet, prices.Value.Scenarios, Path.GetFileName(_specification.FleetPath!)));
        if (_faults.Count > 0 || coupling is null || grid is null)
            return Validated<LoadedRound>.FromFaults(_faults);

        var powerPlant = _specification.PowerPlant ?? fleet!.Name;
        var order = new RoundOrder
        {
            Id = _specification.Name ?? fleet?.Name ?? powerPlant,
            PowerPlant = powerPlant,
            Fleet = fleet,
            Scenarios = prices.Value.Scenarios,
            Coupling = coupling,
            Options = _specification.Options(clock) with { WarmStart = warm },
        };
        var loaded = new LoadedRound(_specification, order, prices.Value.Zone, _files, prices.Value.Notes);
        if (fleet is not null)
            _faults.AddRange(RoundValidator.Check(loaded.Request.Terms));
        return _faults.Count > 0 ? Validated<LoadedRound>.FromFaults(_faults) : Validated<LoadedRound>.FromValue(loaded);
    }

    private T? Keep<T>(Validated<T> read, string role, string? path)
        where T : class
    {
        _faults.AddRange(read.Faults);
        if (!read.TryGet(out var value))
            return null;
        _files.Add(InputFile.Of(role, path!));
        return value;
    }

    private CouplingSpecification? Coupling(ScenarioSet scenarios)
    {
        var count = scenarios.Grid.Count;
        var commitments = _specification.Commitments
            .Select(source => Keep(CommitmentFile.Read(source, scenarios.Grid, scenarios.Currency), "commitment", source.Path)).ToArray();
        var injections = _specification.Injections
            .Select(source => Keep(CommitmentFile.Read(source, scenarios.Grid), "injection", source.Path)).ToArray();
        return _faults.Count > 0
            ? null
            : new CouplingSpecification
            {
                Commitments = commitments.Select(one => one!).ToArray(),
                Injections = injections.Select(one => one!).ToArray(),
                Limits = _specification.Limits.Select(limit => new PowerLimit(
                    Enumerable.Repeat(limit.LowerMw, count).ToArray(), Enumerable.Repeat(limit.UpperMw, count).ToArray(), limit.Group)).ToArray(),
                ViolationPricePerMwh = _specification.ViolationPricePerMwh,
            };
    }

    // Without a horizon the tables can still be read for what is wrong within them.
    private CouplingSpecification? TablesOnly()
    {
        foreach (var source in _specification.Commitments)
            _faults.AddRange(PowerCsv.Read(source.Path, grid: null).Faults);
        foreach (var source in _specification.Injections)
            _faults.AddRange(PowerCsv.Read(source.Path, grid: null).Faults);
        return null;
    }

    private void CheckGroups(Fleet fleet)
    {
        var known = fleet.Groups.Select(group => group.Name).ToArray();
        var words = known.Length == 0 ? "no group, because the fleet has none" : $"one of the fleet's groups {string.Join(", ", known)}";
        var named = _specification.Commitments.Select(one => (one.Origin, one.Group))
            .Concat(_specification.Limits.Select(one => (one.Origin, one.Group)))
            .Concat(_specification.Injections.Select(one => (one.Origin, one.Group)));
        foreach (var (origin, group) in named)
        {
            if (group is not null && !known.Contains(group))
                _faults.Add(new Fault(origin.Location, origin.Field, words, $"'{group}'"));
        }
    }

    private void CheckLimits()
    {
        foreach (var limit in _specification.Limits.Where(limit => limit.LowerMw > limit.UpperMw))
        {
            var ends = FormattableString.Invariant($"{limit.LowerMw} .. {limit.UpperMw}");
            _faults.Add(limit.Origin.Fault("a lower end that is not above the upper end", ends));
        }
    }

    private WarmStart? WarmStart(string path)
    {
        var read = WarmStartFile.Read(path);
        return Keep(read, "warmStart", WarmStartFile.FileIn(path));
    }
}

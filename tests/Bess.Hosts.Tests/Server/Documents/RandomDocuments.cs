using Bess.Coordination.Checking;
using Bess.Coordination.Coupling;
using Bess.Coordination.Desk;
using Bess.Coordination.Fleets;
using Bess.Coordination.Rounds;
using Bess.Domain.Assets;
using Bess.Domain.Prices;
using Bess.Domain.Schedules;
using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Hosts.Tests.Server.Documents;

/// <summary>Random values of everything that documents carry, from a seed; numbers over the whole range of doubles.</summary>
internal sealed class RandomDocuments(int seed)
{
    private static readonly double[] Special =
        [double.NegativeInfinity, double.PositiveInfinity, double.NaN, -0.0, double.Epsilon, double.MaxValue, -double.MaxValue, 0.1, 1.0 / 3];

    private readonly Random _random = new(seed);

    public RoundResult Result()
    {
        var grid = Grid();
        return new RoundResult
        {
            RoundId = Text(),
            Status = Pick(Enum.GetValues<RoundStatus>()),
            Detail = Text(),
            Schedules = Some(() => Schedule(grid)),
            Coupling = Some(() => new CoupledSum { Name = Text(), PowerMw = Any(grid.Count), LowerMw = Any(grid.Count), UpperMw = Any(grid.Count), MultiplierPerMwh = Any(grid.Count) }),
            NonUniqueMultiplierSteps = Some(() => _random.Next(grid.Count)),
            Certificate = Certificate(),
            Certificates = Some(Certificate),
            Verdict = new PlanVerdict(Flag(), Flag(), Some(Text), Any(), Any(), Any(), Economics()),
            Economics = Economics(),
            Trace = Some(Iteration),
            Notes = Some(Text),
            WarmStart = new WarmStart(Some(() => Any(grid.Count))),
            Timing = new RoundTiming(Any(), Any(), Any(), Any()),
        };
    }

    public RoundOrder Order()
    {
        var fleet = FleetGenerator.Generate(1 + _random.Next(5), _random.Next(), "plant Süd " + _random.Next(100), feeders: _random.Next(3));
        var grid = Grid();
        var count = 1 + _random.Next(3);
        double[] prices = [.. Enumerable.Range(0, count * grid.Count).Select(_ => Finite())];
        double[] Vector() => [.. Enumerable.Range(0, grid.Count).Select(_ => Finite())];
        string? Group() => fleet.Groups.Count > 0 && Flag() ? fleet.Groups[0].Name : null;
        return new RoundOrder
        {
            Id = Flag() ? "round-" + _random.Next() : null,
            PowerPlant = fleet.Name,
            Fleet = Flag() ? fleet : null,
            Scenarios = new ScenarioSet(
                Text(), Pick([Currency.Eur, Currency.Inr, default]), grid, prices, [.. Enumerable.Repeat(1.0 / count, count)], Instant(),
                new Provenance(Text(), Flag() ? Text() : null, Flag())),
            Coupling = new CouplingSpecification
            {
                Commitments = Some(() => Flag() ? new Commitment(Vector(), CommitmentMode.Hard, Group()) : new Commitment(Vector(), CommitmentMode.Priced, Group(), Vector(), Vector())),
                Limits = Some(() => new PowerLimit(Vector(), Vector(), Group())),
                Injections = Some(() => new KnownInjection(Vector(), Group())),
                ViolationPricePerMwh = Flag() ? Finite() : null,
            },
            Options = new RoundOptions
            {
                Algorithm = Pick(Enum.GetValues<CoordinationAlgorithm>()),
                GapTolerance = Finite(),
                ResidualTolerance = Finite(),
                IterationLimit = Flag() ? 1 + _random.Next(1000) : null,
                Deadline = Flag() ? TimeSpan.FromTicks(1 + _random.NextInt64(86400L * 10_000_000)) : null,
                StalenessLimit = _random.Next(10),
                CertifyEvery = _random.Next(10),
                EnforceExclusivity = Flag(),
                Penalty = Flag() ? Finite() : null,
                Smoothing = Flag() ? Finite() : null,
                MaskedSums = Flag(),
                LeafSize = Flag() ? 1 + _random.Next(100) : null,
                WarmStart = Flag() ? new WarmStart(Some(() => Vector())) : null,
            },
        };
    }

    public RoundEvent Event() => new(_random.Next(1000), Pick(Enum.GetValues<RoundPhase>()), Flag() ? Iteration() : null, Text());

    public RoundView View() => new(
        Text(), Text(), Pick(Enum.GetValues<RoundPhase>()), Instant(), Text(), _random.Next(1000), Text(),
        Flag() ? Pick(Enum.GetValues<RoundStatus>()) : null);

    public Roster Roster()
    {
        var fleet = FleetGenerator.Generate(3, _random.Next(), "f", feeders: 2);
        return new Roster("plant " + _random.Next(), fleet.Groups, Some(() => new RosterEntry(
            Agent(), Flag() ? "feeder-01" : null, double.Abs(Finite()) + 1e-9, Flag() ? Text() : null)));
    }

    public Schedule Schedule(TimeGrid grid) => new(
        Agent(), grid, [.. Enumerable.Range(0, grid.Count).Select(_ => Finite())], [.. Enumerable.Range(0, grid.Count).Select(_ => Finite())],
        Finite(), [.. Enumerable.Range(0, grid.Count).Where(_ => Flag())]);

    public TimeGrid Grid() => new(Instant(), TimeSpan.FromTicks(1 + _random.NextInt64(36_000_000_000)), 1 + _random.Next(30));

    private IterationTrace Iteration() => new()
    {
        Iteration = _random.Next(1000),
        ElapsedSeconds = Any(),
        AgentSeconds = Any(),
        AggregatorSeconds = Any(),
        ResidualMw = Any(),
        ViolationMw = Any(),
        RelativeResidual = Any(),
        Value = Any(),
        LowerBound = Any(),
        BestCost = Any(),
        RelativeGap = Any(),
        Step = Any(),
        Barrier = Any(),
        Decision = Text(),
        MultipliersPerMwh = [.. Some(() => Any(3))],
        Answered = _random.Next(),
        Stale = _random.Next(),
        Failed = _random.Next(),
        Agents = _random.Next(),
        NumbersSent = _random.NextInt64(),
        NumbersReceived = _random.NextInt64(),
        LocalSteps = Any(),
    };

    private Certificate Certificate() =>
        new() { LowerBound = Any(), PlanCost = Any(), Scale = Any(), MaxViolationMw = Any(), Iteration = _random.Next(100) };

    private PlanEconomics Economics() => new(Any(), Any(), Any(), Any(), Any());

    private double Any() => _random.Next(5) == 0 ? Pick(Special) : Finite();

    private double[] Any(int count) => [.. Enumerable.Range(0, count).Select(_ => Any())];

    private double Finite()
    {
        while (true)
        {
            var value = Flag() ? BitConverter.Int64BitsToDouble(_random.NextInt64(long.MinValue, long.MaxValue)) : (_random.NextDouble() - 0.5) * 100;
            if (double.IsFinite(value))
                return value;
        }
    }

    private bool Flag() => _random.Next(2) == 0;

    private T Pick<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];

    private T[] Some<T>(Func<T> make) => [.. Enumerable.Range(0, _random.Next(4)).Select(_ => make())];

    private AgentId Agent() => new("b-" + _random.Next());

    private DateTimeOffset Instant() => new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(_random.NextInt64(1_000_000_000_000_000_000));

    private string Text() => string.Concat(Enumerable.Range(0, 1 + _random.Next(12)).Select(_ => Pick("aZ 0\"\\/<>&\n\t\u0001äß€漢'".ToArray()))) + "x";
}

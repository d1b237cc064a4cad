using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Scheduling.Kernel;

namespace Bess.TestKit.Fleets;

/// <summary>Random heterogeneous fleets and reachable targets as in design.md section 5, reproducible from a seed.</summary>
public sealed class RandomVpp
{
    private readonly Spec[] _specs;

    private RandomVpp(ScenarioMatrix prices, Spec[] specs, StorageModel[] models, int[] groups)
    {
        Prices = prices;
        _specs = specs;
        Models = models;
        Groups = groups;
    }

    public ScenarioMatrix Prices { get; }

    public IReadOnlyList<StorageModel> Models { get; }

    /// <summary>Zone index of each battery.</summary>
    public int[] Groups { get; }

    /// <summary>Σ of charge limits, MW.</summary>
    public double TotalPowerMw => Models.Sum(m => m.ChargeLimitMw[0]);

    public double MeanPowerMw => TotalPowerMw / Models.Count;

    public static RandomVpp Create(int seed, int batteries, int steps = 24, int scenarios = 20, double hours = 1, bool ramp = false, int zones = 1)
    {
        var random = new Random(seed);
        var specs = new Spec[batteries];
        for (var i = 0; i < batteries; i++)
        {
            specs[i] = Spec.Draw(random, random.NextDouble() < 0.5);
        }

        var prices = MakePrices(random, steps, scenarios, hours);
        var models = new StorageModel[batteries];
        Parallel.For(0, batteries, () => new StorageKernel(), (i, _, kernel) =>
        {
            var neutral = specs[i].Build(prices, 0, new double[scenarios], false);
            var response = new StorageResponse(steps);
            kernel.Minimise(neutral, new StorageState(neutral), new double[steps], [], [], 1e-6, response);
            var baseline = new double[scenarios];
            for (var s = 0; s < scenarios; s++)
            {
                for (var t = 0; t < steps; t++)
                {
                    baseline[s] += 0.7 * hours * prices.PricePerMwh(s, t) * response.Power[t];
                }
            }

            models[i] = specs[i].Build(prices, specs[i].Risk, baseline, ramp);
            return kernel;
        }, _ => { });
        return new RandomVpp(prices, specs, models, [.. Enumerable.Range(0, batteries).Select(i => i % zones)]);
    }

    /// <summary>The same batteries as a fleet, with zones "zone-0" … when there is more than one. Idling is their baseline, as everywhere in the domain.</summary>
    public Fleet ToFleet()
    {
        var zones = Groups.Max() + 1;
        var groups = zones > 1 ? Enumerable.Range(0, zones).Select(z => new FleetGroup($"zone-{z}")).ToArray() : [];
        return new Fleet("random", [.. _specs.Select((spec, i) => spec.ToMember($"b{i}", zones > 1 ? groups[Groups[i]].Name : null))], groups);
    }

    /// <summary>The same prices as domain values.</summary>
    public ScenarioSet ToScenarios()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var grid = new TimeGrid(start, TimeSpan.FromHours(Prices.TimeStepHours), Prices.Steps);
        double[] values = [.. Enumerable.Range(0, Prices.Scenarios).SelectMany(s => Enumerable.Range(0, Prices.Steps).Select(t => Prices.PricePerMwh(s, t)))];
        return new ScenarioSet("random", Currency.Eur, grid, values, Prices.Probabilities.Span, start, new Provenance("RandomVpp", null, true));
    }

    /// <summary>A target on the boundary of what the fleet can do: a blend of two extreme responses to random prices.</summary>
    public double[] BoundaryTarget(int seed, double spread = 15)
    {
        var random = new Random(seed);
        var share = 0.3 + (0.4 * random.NextDouble());
        var target = new double[Prices.Steps];
        foreach (var weight in new[] { share, 1 - share })
        {
            var price = Enumerable.Range(0, Prices.Steps).Select(_ => spread * Prices.TimeStepHours * Normal(random)).ToArray();
            AddResponses(target, weight, price, smooth: false);
        }

        return target;
    }

    /// <summary>A target in the interior: mostly a boundary target, a little of the smoothed response.</summary>
    public double[] InteriorTarget(int seed)
    {
        var target = BoundaryTarget(seed);
        for (var t = 0; t < target.Length; t++)
        {
            target[t] *= 0.85;
        }

        AddResponses(target, 0.15, new double[Prices.Steps], smooth: true);
        return target;
    }

    /// <summary>Σ of the uncoordinated optima.</summary>
    public double[] FreeOptimum()
    {
        var sum = new double[Prices.Steps];
        AddResponses(sum, 1, new double[Prices.Steps], smooth: false);
        return sum;
    }

    private void AddResponses(double[] target, double weight, double[] price, bool smooth)
    {
        var powers = new double[Models.Count][];
        Parallel.For(0, Models.Count, () => new StorageKernel(), (i, _, kernel) =>
        {
            var model = Models[i];
            var response = new StorageResponse(Prices.Steps);
            if (smooth)
            {
                kernel.Respond(model, new StorageState(model), price, 0.3 * Prices.ExpectedDeviation() * model.ChargeLimitMw[0], response);
            }
            else
            {
                kernel.Minimise(model, new StorageState(model), price, [], [], 1e-6, response);
            }

            powers[i] = response.Power;
            return kernel;
        }, _ => { });
        foreach (var power in powers)
        {
            for (var t = 0; t < target.Length; t++)
            {
                target[t] += weight * power[t];
            }
        }
    }

    private static ScenarioMatrix MakePrices(Random random, int steps, int scenarios, double hours)
    {
        var common = Enumerable.Range(0, steps).Select(_ => 4 * Normal(random)).ToArray();
        var decay = Math.Pow(0.9, hours);
        var prices = new List<double[]>();
        for (var s = 0; s < scenarios; s++)
        {
            var x = 8 * Normal(random);
            var level = 6 * Normal(random);
            var path = new double[steps];
            for (var t = 0; t < steps; t++)
            {
                x = (decay * x) + (Math.Sqrt(1 - (decay * decay)) * 14 * Normal(random));
                path[t] = Shape(t * hours % 24) + x + (3 * Normal(random)) + level + common[t];
            }

            prices.Add(path);
        }

        return new ScenarioMatrix(prices, Enumerable.Repeat(1.0 / scenarios, scenarios).ToArray(), hours);
    }

    private static double Shape(double hour) =>
        60 + (18 * Gauss(hour, 8, 2.2)) + (35 * Gauss(hour, 19, 2.5)) - (25 * Gauss(hour, 13, 2.8)) - (10 * Gauss(hour, 3, 3));

    private static double Gauss(double hour, double at, double width) => Math.Exp(-(hour - at) * (hour - at) / (width * width));

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private sealed record Spec(double Capacity, double Charge, double Discharge, double EtaC, double EtaD, double Initial, double Risk, double Wear, bool Fixed, double Value, double Ramp)
    {
        public static Spec Draw(Random random, bool isFixed)
        {
            double Between(double low, double high) => low + ((high - low) * random.NextDouble());
            var capacity = Math.Exp(Between(Math.Log(0.01), Math.Log(10)));
            var charge = capacity * Between(0.25, 1);
            var etaD = Between(0.85, 0.97);
            return new Spec(capacity, charge, charge * Between(0.8, 1.2), Between(0.80, 0.97), etaD, capacity * Between(0.15, 0.85), Between(0, 2), Between(1, 6), isFixed, Between(40, 70) * etaD, charge * Between(0.5, 1));
        }

        public StorageModel Build(ScenarioMatrix prices, double risk, double[] baseline, bool ramp) =>
            new(prices, Flat(prices, Charge), Flat(prices, Discharge), Flat(prices, 0.1 * Capacity), Flat(prices, 0.9 * Capacity))
            {
                ChargeEfficiency = EtaC,
                DischargeEfficiency = EtaD,
                InitialEnergyMwh = Initial,
                TerminalEnergyMwh = Fixed ? Initial : null,
                TerminalValuePerMwh = Fixed ? 0 : Value,
                DegradationPerMwh = Wear,
                RiskWeight = risk,
                TailShare = 0.05,
                BaselineProfit = baseline,
                RampLimitMw = ramp ? Ramp : null,
            };

        public FleetMember ToMember(string id, string? group)
        {
            var battery = new Battery(new BatterySpecification
            {
                Id = id,
                EnergyCapacityMwh = Capacity,
                ChargeLimitMw = Charge,
                DischargeLimitMw = Discharge,
                ChargeEfficiency = EtaC,
                DischargeEfficiency = EtaD,
                MinimumEnergyMwh = 0.1 * Capacity,
                MaximumEnergyMwh = 0.9 * Capacity,
                DegradationCostPerMwh = Wear,
            });
            TerminalCondition terminal = Fixed ? new TerminalCondition.Fixed(new Energy(Initial)) : new TerminalCondition.Value(new EnergyPrice(Value));
            return new FleetMember(battery, new Energy(Initial), terminal, new RiskPreference(Risk, 0.05), group);
        }

        private static double[] Flat(ScenarioMatrix prices, double value) => [.. Enumerable.Repeat(value, prices.Steps)];
    }
}

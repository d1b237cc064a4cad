using Bess.Scheduling.Kernel;

namespace Bess.TestKit.Fleets;

/// <summary>Random heterogeneous fleets and reachable targets as in design.md section 5, reproducible from a seed.</summary>
public sealed class RandomVpp
{
    private RandomVpp(ScenarioMatrix prices, StorageModel[] models, int[] groups)
    {
        Prices = prices;
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
        var kernel = new StorageKernel();
        var models = new StorageModel[batteries];
        for (var i = 0; i < batteries; i++)
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
        }

        return new RandomVpp(prices, models, [.. Enumerable.Range(0, batteries).Select(i => i % zones)]);
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
        var kernel = new StorageKernel();
        var response = new StorageResponse(Prices.Steps);
        foreach (var model in Models)
        {
            if (smooth)
            {
                kernel.Respond(model, new StorageState(model), price, 0.3 * Prices.ExpectedDeviation() * model.ChargeLimitMw[0], response);
            }
            else
            {
                kernel.Minimise(model, new StorageState(model), price, [], [], 1e-6, response);
            }

            for (var t = 0; t < target.Length; t++)
            {
                target[t] += weight * response.Power[t];
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

        private static double[] Flat(ScenarioMatrix prices, double value) => [.. Enumerable.Repeat(value, prices.Steps)];
    }
}

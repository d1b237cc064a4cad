using Bess.Optimization.LinearAlgebra.Dense;

namespace Bess.Scheduling.Kernel;

/// <summary>Price scenarios in the kernel's form: money per MW in each step and scenario. Immutable, shared by agents.</summary>
public sealed class ScenarioMatrix
{
    private ScenarioMatrix? _zero;

    /// <summary>Builds the matrix.</summary>
    /// <param name="pricesPerMwh">Prices [scenario][step] in money/MWh; at least one scenario, all of one length, finite.</param>
    /// <param name="probabilities">Probabilities of the scenarios; positive, their sum is 1 within 1e-9.</param>
    /// <param name="timeStepHours">Step length in hours, positive.</param>
    /// <exception cref="ArgumentException">When a length, price or probability is out of its range.</exception>
    public ScenarioMatrix(IReadOnlyList<double[]> pricesPerMwh, ReadOnlySpan<double> probabilities, double timeStepHours)
    {
        ArgumentNullException.ThrowIfNull(pricesPerMwh);
        if (pricesPerMwh.Count == 0 || pricesPerMwh.Count != probabilities.Length)
        {
            throw new ArgumentException($"expected as many probabilities as scenarios (≥ 1), got {probabilities.Length} and {pricesPerMwh.Count}", nameof(probabilities));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(timeStepHours);
        Scenarios = pricesPerMwh.Count;
        Steps = pricesPerMwh[0].Length;
        TimeStepHours = timeStepHours;
        Stride = DenseCholesky.PaddedLength(Scenarios);
        Probabilities = probabilities.ToArray();
        Transposed = GC.AllocateArray<double>(Math.Max(1, Steps * Stride), pinned: true);
        ExpectedPerMw = new double[Steps];
        Fill(pricesPerMwh);
    }

    /// <summary>Number of steps T.</summary>
    public int Steps { get; }

    /// <summary>Number of scenarios S.</summary>
    public int Scenarios { get; }

    /// <summary>Step length in hours.</summary>
    public double TimeStepHours { get; }

    /// <summary>Probability of each scenario, length S.</summary>
    public ReadOnlyMemory<double> Probabilities { get; }

    /// <summary>Leading dimension of <see cref="Transposed"/>, S rounded up to a multiple of eight.</summary>
    internal int Stride { get; }

    /// <summary>Money per MW, T rows of <see cref="Stride"/> doubles, padding zero; pinned.</summary>
    internal double[] Transposed { get; }

    /// <summary>Expected money per MW in each step, length T.</summary>
    internal double[] ExpectedPerMw { get; }

    /// <summary>One scenario of zero prices on the same steps, made once.</summary>
    internal ScenarioMatrix Zero => _zero ??= new ScenarioMatrix([new double[Steps]], [1.0], TimeStepHours);

    /// <summary>Price of a scenario and step.</summary>
    /// <param name="scenario">0 … S − 1.</param>
    /// <param name="step">0 … T − 1.</param>
    /// <returns>Money per MWh.</returns>
    public double PricePerMwh(int scenario, int step)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)scenario, (uint)Scenarios, nameof(scenario));
        return Transposed[(step * Stride) + scenario] / TimeStepHours;
    }

    /// <summary>Standard deviation over the steps of the expected money per MW: the natural size of a multiplier.</summary>
    /// <returns>Money per MW, ≥ 0.</returns>
    public double ExpectedDeviation()
    {
        var mean = ExpectedPerMw.Average();
        return Math.Sqrt(ExpectedPerMw.Sum(value => (value - mean) * (value - mean)) / Steps);
    }

    private void Fill(IReadOnlyList<double[]> pricesPerMwh)
    {
        var total = 0.0;
        for (var s = 0; s < Scenarios; s++)
        {
            var probability = Probabilities.Span[s];
            if (!(probability > 0))
            {
                throw new ArgumentException($"probability of scenario {s}: expected > 0, was {probability}", nameof(pricesPerMwh));
            }

            total += probability;
            if (pricesPerMwh[s].Length != Steps)
            {
                throw new ArgumentException($"scenario {s}: expected {Steps} prices, got {pricesPerMwh[s].Length}", nameof(pricesPerMwh));
            }

            for (var t = 0; t < Steps; t++)
            {
                var value = TimeStepHours * pricesPerMwh[s][t];
                if (!double.IsFinite(value))
                {
                    throw new ArgumentException($"scenario {s}, step {t}: expected a finite price, was {pricesPerMwh[s][t]}", nameof(pricesPerMwh));
                }

                Transposed[(t * Stride) + s] = value;
                ExpectedPerMw[t] += probability * value;
            }
        }

        if (Math.Abs(total - 1) > 1e-9)
        {
            throw new ArgumentException($"expected probabilities that add up to 1, was {total}", nameof(pricesPerMwh));
        }
    }
}

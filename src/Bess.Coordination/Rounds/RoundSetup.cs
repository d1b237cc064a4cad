using Bess.Coordination.Coupling;
using Bess.Scheduling;
using Bess.Scheduling.Kernel;

namespace Bess.Coordination.Rounds;

/// <summary>The terms of a round, turned into the rows and scales that coordination works with. Immutable.</summary>
public sealed class RoundSetup
{
    /// <summary>Works the terms out.</summary>
    /// <param name="terms">Terms without faults (<see cref="RoundValidator"/>).</param>
    public RoundSetup(RoundTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        Terms = terms;
        Prices = StorageModelFactory.MatrixOf(terms.Scenarios);
        Plan = CouplingPlan.Create(terms.Coupling, terms.Groups, Prices.Steps, Prices.TimeStepHours, LargestPrice(terms));
        PriceDeviation = DeviationOf(Prices);
    }

    /// <summary>The terms.</summary>
    public RoundTerms Terms { get; }

    /// <summary>The scenarios in the kernel's form; shared by all agents of a process.</summary>
    public ScenarioMatrix Prices { get; }

    /// <summary>Rows of the coupling.</summary>
    public CouplingPlan Plan { get; }

    /// <summary>σ of the expected price · Δt over the steps, currency per MW; positive. Flat prices have none: a tenth of their level, or 1, then sets the scale.</summary>
    public double PriceDeviation { get; }

    private static double LargestPrice(RoundTerms terms)
    {
        var largest = 0.0;
        for (var s = 0; s < terms.Scenarios.Count; s++)
        {
            foreach (var price in terms.Scenarios.PricesPerMwh(s))
            {
                largest = Math.Max(largest, Math.Abs(price));
            }
        }

        return largest;
    }

    private static double DeviationOf(ScenarioMatrix prices)
    {
        var level = 0.0;
        for (var t = 0; t < prices.Steps; t++)
        {
            level += Math.Abs(prices.PricePerMwh(0, t)) * prices.TimeStepHours / prices.Steps;
        }

        var deviation = prices.ExpectedDeviation();
        return deviation > 1e-6 * level ? deviation : level > 0 ? 0.1 * level : prices.TimeStepHours;
    }
}

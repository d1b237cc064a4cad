using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Prices;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.TwoStage;

namespace Bess.Backtesting.Knowledge;

/// <summary>What knowing the future, and what reckoning with its spread, is worth in a two-stage problem. Expected values, end value included.</summary>
/// <remarks>Birge and Louveaux 2011, Introduction to stochastic programming, section 4: ExpectedOfMean ≤ HereAndNow ≤ WaitAndSee.</remarks>
/// <param name="WaitAndSee">Each scenario planned as if it were known, currency.</param>
/// <param name="HereAndNow">The two-stage plan, currency.</param>
/// <param name="ExpectedOfMean">Day-ahead position of the plan on mean prices, with the best recourse in each scenario, currency.</param>
public sealed record ValueOfInformation(double WaitAndSee, double HereAndNow, double ExpectedOfMean)
{
    /// <summary>Expected value of perfect information, currency.</summary>
    public double Evpi => WaitAndSee - HereAndNow;

    /// <summary>Value of the stochastic solution, currency.</summary>
    public double Vss => HereAndNow - ExpectedOfMean;

    /// <summary>Measures a problem, neutral to risk, by its linear relaxation: a step may charge and discharge at once where that pays.</summary>
    /// <param name="request">The problem; what is sold day-ahead must be open.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>The values, or the fault that a plan could not be made.</returns>
    public static Validated<ValueOfInformation> Of(TwoStageRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.CommittedDayAheadMw is not null)
            throw new ArgumentException("CommittedDayAheadMw: expected null, was a position.", nameof(request));
        var planner = new TwoStagePlanner();
        // Relaxed, because bounds of exact optima hold for exact optima only: a heuristic's plan may earn less than one for the mean.
        var neutral = request with { Risk = RiskPreference.Neutral, Exclusivity = ExclusivityMode.Relaxed };
        var faults = new List<Fault>();
        var hereAndNow = Value(neutral, "the two-stage plan", out _);
        var waitAndSee = 0.0;
        for (var s = 0; s < request.RealTime.Count; s++)
        {
            var known = neutral with { DayAhead = Only(request.DayAhead, request.DayAhead.Count == 1 ? 0 : s), RealTime = Only(request.RealTime, s) };
            waitAndSee += request.RealTime.Probabilities[s] * Value(known, $"the plan of scenario {s}", out _);
        }

        Value(OnMean(neutral), "the plan on mean prices", out var position);
        var ofMean = position.Length > 0 ? Value(neutral with { CommittedDayAheadMw = position }, "recourse to the plan on mean prices", out _) : double.NaN;
        return faults.Count > 0
            ? Validated<ValueOfInformation>.FromFaults(faults)
            : Validated<ValueOfInformation>.FromValue(new ValueOfInformation(waitAndSee, hereAndNow, ofMean));

        double Value(TwoStageRequest problem, string what, out double[] position)
        {
            var plan = planner.Plan(problem, cancellationToken);
            position = plan.DayAheadMw;
            if (plan.HasPlan)
                return -plan.Objective;
            faults.Add(new Fault("", what, "a plan", $"{plan.Status}"));
            return double.NaN;
        }
    }

    /// <summary>A problem with the mean of its scenarios in their place.</summary>
    internal static TwoStageRequest OnMean(TwoStageRequest request) => request with { DayAhead = MeanOf(request.DayAhead), RealTime = MeanOf(request.RealTime) };

    private static ScenarioSet Only(ScenarioSet set, int scenario) =>
        new(set.Name, set.Currency, set.Grid, set.PricesPerMwh(scenario), [1.0], set.KnownAt, set.Provenance);

    private static ScenarioSet MeanOf(ScenarioSet set) => new(set.Name, set.Currency, set.Grid, set.ExpectedPricesPerMwh(), [1.0], set.KnownAt, set.Provenance);
}

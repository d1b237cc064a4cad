using Bess.Domain.Portfolio;
using Bess.Domain.Prices;

namespace Bess.Scheduling.Explaining;

/// <summary>Says why a plan of one battery does what it does, from the multipliers of the problem that the plan answers.</summary>
/// <remarks>
/// The plan first passes the plan checker, then its cost (from its powers alone) is held against the dual bound of its problem: only a plan
/// at or near the optimum has reasons, and the gap is said. Formulas: docs/explanation/reasons.md. Stateless and thread-safe.
/// </remarks>
public static class PlanExplainer
{
    /// <summary>Explains a plan over price scenarios, alone or in a round.</summary>
    /// <param name="member">The battery and what is asked of it; its risk preference counts.</param>
    /// <param name="scenarios">The prices.</param>
    /// <param name="powerMw">Net power, MW, one a step.</param>
    /// <param name="couplingPricePerMwh">Sum of the multipliers of the round's constraints that the battery takes part in; null outside a round.</param>
    /// <param name="options">Settings; null for defaults.</param>
    /// <returns>The explanation; its status says whether there are reasons.</returns>
    /// <exception cref="ArgumentException">When a length does not fit; names the list.</exception>
    public static PlanExplanation Explain(
        FleetMember member, ScenarioSet scenarios, IReadOnlyList<double> powerMw, IReadOnlyList<double>? couplingPricePerMwh = null, ExplanationOptions? options = null) =>
        Explain(BatteryPlanQuestion.Of(member, scenarios, powerMw, couplingPricePerMwh), options);

    /// <summary>Explains a plan of energy markets and reserve.</summary>
    /// <param name="question">The plan and its problem.</param>
    /// <param name="options">Settings; null for defaults.</param>
    /// <returns>The explanation; its status says whether there are reasons.</returns>
    /// <exception cref="ArgumentException">When a length does not fit, or for wear by cycle depth and one market at a time, which have no multipliers; names the field.</exception>
    public static PlanExplanation Explain(BatteryPlanQuestion question, ExplanationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(question);
        var problem = question.Problem;
        problem.Check();
        if (problem.IsOneMarketAtATime)
            throw new ArgumentException("IsOneMarketAtATime: expected false, a choice has no multipliers; was true.", nameof(question));
        QuestionCheck.Wear(problem.Plant, nameof(question));
        QuestionCheck.Length(question.PowerMw, problem.Steps, nameof(question.PowerMw));
        QuestionCheck.Length(question.EnergyMwh ?? question.PowerMw, problem.Steps, nameof(question.EnergyMwh));
        if (question.CouplingPricePerMwh.Count > 0)
            QuestionCheck.Length(question.CouplingPricePerMwh, problem.Steps, nameof(question.CouplingPricePerMwh));
        if (question.VenueMw.Count > 0 || problem.Venues.Count > 1)
            QuestionCheck.Lists(question.VenueMw, problem.Venues.Count, problem.Steps, nameof(question.VenueMw));
        QuestionCheck.Lists(question.ReserveMw, problem.Reserves.Count, problem.Steps, nameof(question.ReserveMw));
        return new ExplanationRun(new ExplainedBattery(question), options ?? new ExplanationOptions()).Explain();
    }
}

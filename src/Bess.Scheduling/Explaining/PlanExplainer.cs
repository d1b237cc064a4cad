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

    /// <summary>Explains what a battery with a roof and a load does behind one connection.</summary>
    /// <param name="question">The plan and its problem.</param>
    /// <param name="options">Settings; null for defaults.</param>
    /// <returns>The explanation; its status says whether there are reasons.</returns>
    /// <exception cref="ArgumentException">When a length does not fit, and for wear by cycle depth, which has no multipliers; names the field.</exception>
    public static PlanExplanation Explain(ConnectionPlanQuestion question, ExplanationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(question);
        var problem = question.Problem;
        problem.Check();
        QuestionCheck.Wear(problem.Plant, nameof(question));
        QuestionCheck.Length(question.PowerMw, problem.Grid.Count, nameof(question.PowerMw));
        QuestionCheck.Length(question.EnergyMwh, problem.Grid.Count, nameof(question.EnergyMwh));
        QuestionCheck.Length(question.ImportMw, problem.Grid.Count, nameof(question.ImportMw));
        QuestionCheck.Length(question.ExportMw, problem.Grid.Count, nameof(question.ExportMw));
        QuestionCheck.Length(question.CurtailedMw, problem.Grid.Count, nameof(question.CurtailedMw));
        return new ExplanationRun(new ExplainedConnection(question), options ?? new ExplanationOptions()).Explain();
    }

    /// <summary>Explains the day-ahead position of a plan with recourse in real time.</summary>
    /// <param name="question">The plan and its problem.</param>
    /// <param name="options">Settings; null for defaults. Each opposite solves all scenarios again.</param>
    /// <returns>The explanation; its status says whether there are reasons.</returns>
    /// <exception cref="ArgumentException">When a length does not fit, for wear by cycle depth, and where the day-ahead position is not a deliverable decision; names the field.</exception>
    public static PlanExplanation Explain(TwoStagePlanQuestion question, ExplanationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(question);
        var problem = question.Problem;
        problem.Check();
        if (!problem.IsDayAheadDeliverable || problem.CommittedDayAheadMw is not null)
            throw new ArgumentException("Problem: expected a day-ahead position that is decided and deliverable.", nameof(question));
        QuestionCheck.Wear(problem.Plant, nameof(question));
        QuestionCheck.Length(question.DayAheadMw, problem.Steps, nameof(question.DayAheadMw));
        QuestionCheck.Length(question.DayAheadEnergyMwh, problem.Steps, nameof(question.DayAheadEnergyMwh));
        QuestionCheck.Lists(question.DispatchMw, problem.RealTime.Count, problem.Steps, nameof(question.DispatchMw));
        QuestionCheck.Lists(question.EnergyMwh, problem.RealTime.Count, problem.Steps, nameof(question.EnergyMwh));
        return new ExplanationRun(new ExplainedTwoStage(question), options ?? new ExplanationOptions()).Explain();
    }
}

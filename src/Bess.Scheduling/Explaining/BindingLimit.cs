namespace Bess.Scheduling.Explaining;

/// <summary>A limit that a plan has reached in an interval, and what easing it would be worth.</summary>
/// <param name="Kind">What it limits.</param>
/// <param name="Subject">Which one, where there are several (a market, a product); may be empty.</param>
/// <param name="Limit">Its value, MW or MWh.</param>
/// <param name="Unit">Unit of the value: MW or MWh.</param>
/// <param name="ShadowPrice">
/// Worth of one unit more of it, ≥ 0: of a MW for an hour where the unit is MW, of a MWh where it is MWh; currency in sure money
/// (see <see cref="PlanExplanation.RiskScale"/>). Zero when the limit is reached but costs nothing. A fixed end of horizon has either sign:
/// what a MWh less of it is worth.
/// </param>
public sealed record BindingLimit(LimitKind Kind, string Subject, double Limit, string Unit, double ShadowPrice);

namespace Bess.Backtesting.Sites.Strategies;

/// <summary>Follows a plan that the audit accepts, and no other.</summary>
internal static class Followed
{
    public const string NoPlan = "no plan, prices are missing or nothing is feasible: the battery stood still";
    public const string Refused = "plan refused by the audit: the battery stood still";

    /// <summary>Power of a step of a plan, MW; 0 without one that the audit accepts.</summary>
    public static double PowerMw(SitePlan? plan, int step, Action<string> tell)
    {
        if (plan is { Verdict.IsAccepted: true })
            return plan.Claim.PowerMw[step];
        tell(plan is null ? NoPlan : Refused);
        return 0;
    }
}

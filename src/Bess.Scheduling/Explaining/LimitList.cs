namespace Bess.Scheduling.Explaining;

/// <summary>Collects the limits that a plan has reached in a step.</summary>
internal sealed class LimitList
{
    private readonly List<BindingLimit> _limits = [];

    public IReadOnlyList<BindingLimit> All => _limits;

    /// <summary>Takes a limit when a plan is at it.</summary>
    /// <param name="kind">Kind.</param>
    /// <param name="distance">Distance of the plan to it.</param>
    /// <param name="range">Size that the distance is measured in.</param>
    /// <param name="limit">Its value.</param>
    /// <param name="unit">MW or MWh.</param>
    /// <param name="shadow">Worth of one unit more.</param>
    /// <param name="subject">Which one.</param>
    public void Take(LimitKind kind, double distance, double range, double limit, string unit, double shadow, string subject = "")
    {
        if (distance <= ExplainedPlan.Share * Math.Max(range, 1e-9))
            _limits.Add(new BindingLimit(kind, subject, limit, unit, shadow));
    }
}

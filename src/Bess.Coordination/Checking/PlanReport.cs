using Bess.Optimization.Aladin;

namespace Bess.Coordination.Checking;

/// <summary>The reports of some batteries, summed: all that the check of the coupling needs to know of them.</summary>
public sealed class PlanReport
{
    /// <summary>Creates an empty report.</summary>
    /// <param name="steps">T.</param>
    /// <param name="groups">Number of groups of the fleet; a place is added in front for batteries of no group.</param>
    public PlanReport(int steps, int groups)
    {
        PowerMw = [.. Enumerable.Range(0, groups + 1).Select(_ => new double[steps])];
        LargestPowerMw = new double[groups + 1];
    }

    /// <summary>Σ power of the batteries of a group itself, MW, [place][step]; place 0 has those of no group, place g + 1 those of group g.</summary>
    public double[][] PowerMw { get; }

    /// <summary>Largest connection power among them, MW, per place.</summary>
    public double[] LargestPowerMw { get; }

    /// <summary>Batteries in it.</summary>
    public int Members { get; set; }

    /// <summary>Σ expected profit, currency.</summary>
    public double ExpectedProfit { get; set; }

    /// <summary>Σ CVaR, currency.</summary>
    public double TailLoss { get; set; }

    /// <summary>Σ wear, currency.</summary>
    public double WearCost { get; set; }

    /// <summary>Σ terminal value, currency.</summary>
    public double TerminalValue { get; set; }

    /// <summary>Σ objective, currency.</summary>
    public double Cost { get; set; }

    /// <summary>Σ |objective|, currency.</summary>
    public double AbsoluteCost { get; set; }

    /// <summary>Breaches in words.</summary>
    public IList<string> Findings { get; } = [];

    /// <summary>Who is outside its window and for how many steps, in words; not a breach.</summary>
    public IList<string> Notes { get; } = [];

    /// <summary>Adds a battery.</summary>
    /// <param name="place">0 for no group, g + 1 for group g.</param>
    /// <param name="report">Its report.</param>
    public void Add(int place, MemberReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        ResponseSums.AddTo(PowerMw[place], report.PowerMw);
        LargestPowerMw[place] = Math.Max(LargestPowerMw[place], report.LargestPowerMw);
        Members++;
        ExpectedProfit += report.ExpectedProfit;
        TailLoss += report.TailLoss;
        WearCost += report.WearCost;
        TerminalValue += report.TerminalValue;
        Cost += report.Cost;
        AbsoluteCost += Math.Abs(report.Cost);
        foreach (var finding in report.Findings)
            Findings.Add(finding);
        if (report.StepsOutsideWindow > 0)
            Notes.Add($"{report.Agent} started outside its window and is outside it after {report.StepsOutsideWindow} steps");
    }

    /// <summary>The sum of some parts, in order.</summary>
    /// <param name="steps">T.</param>
    /// <param name="groups">Number of groups.</param>
    /// <param name="parts">Reports of other batteries each.</param>
    /// <returns>A new report.</returns>
    public static PlanReport SumOf(int steps, int groups, IEnumerable<PlanReport> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var total = new PlanReport(steps, groups);
        foreach (var part in parts)
            total.Add(part);
        return total;
    }

    /// <summary>Adds the batteries of another report of the same shape.</summary>
    /// <param name="other">The addend.</param>
    public void Add(PlanReport other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var place = 0; place < PowerMw.Length; place++)
        {
            ResponseSums.AddTo(PowerMw[place], other.PowerMw[place]);
            LargestPowerMw[place] = Math.Max(LargestPowerMw[place], other.LargestPowerMw[place]);
        }

        Members += other.Members;
        ExpectedProfit += other.ExpectedProfit;
        TailLoss += other.TailLoss;
        WearCost += other.WearCost;
        TerminalValue += other.TerminalValue;
        Cost += other.Cost;
        AbsoluteCost += other.AbsoluteCost;
        foreach (var finding in other.Findings)
            Findings.Add(finding);
        foreach (var note in other.Notes)
            Notes.Add(note);
    }
}

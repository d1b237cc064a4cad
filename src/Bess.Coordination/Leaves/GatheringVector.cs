using Bess.Coordination.Agents;
using Bess.Coordination.Checking;
using Bess.Coordination.Runtime;

namespace Bess.Coordination.Leaves;

/// <summary>One agent's part of a sum as a plain vector that can be masked, and the sum of such vectors read back.</summary>
/// <remarks>Every entry adds up. A bound that is missing (−∞) has no number: those that are there are counted instead.</remarks>
public static class GatheringVector
{
    private const int Counts = 6;
    private const int ScalarsPerClass = 7;
    private const int ReportScalars = 8;

    /// <summary>Length of the vector of a broadcast.</summary>
    /// <param name="task">What was asked.</param>
    /// <param name="steps">T.</param>
    /// <param name="classes">Number of classes of constraints.</param>
    /// <returns>Numbers.</returns>
    public static int Length(AgentTask task, int steps, int classes) => Counts + (classes * (ScalarsPerClass + LeafSum.VectorLength(task, steps)));

    /// <summary>Writes one agent's part.</summary>
    /// <param name="task">What was asked.</param>
    /// <param name="own">The agent's own part, with its class alone.</param>
    /// <param name="classIndex">Its class.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>The vector; zeros for the other classes.</returns>
    public static double[] Of(AgentTask task, PartialGathering own, int classIndex, int classes)
    {
        ArgumentNullException.ThrowIfNull(own);
        var sums = own.Classes[0];
        var steps = sums.Value.Length;
        var vector = new double[Length(task, steps, classes)];
        (vector[0], vector[1], vector[2]) = (own.Agents, own.Answered, own.Failed);
        (vector[3], vector[4], vector[5]) = (own.Missing, own.FixedSteps, own.LocalSteps);
        var at = vector.AsSpan(Counts + (classIndex * (ScalarsPerClass + LeafSum.VectorLength(task, steps))));
        var isBounded = double.IsFinite(sums.LowerBound);
        (at[0], at[1], at[2]) = (sums.Cost, sums.AbsoluteCost, sums.Decrement);
        (at[3], at[4], at[5], at[6]) = (isBounded ? sums.LowerBound : 0, isBounded ? sums.Blocks : 0, sums.BarrierTerms, sums.Blocks);
        at = at[ScalarsPerClass..];
        foreach (var part in LeafSum.VectorsOf(task, sums))
        {
            part.CopyTo(at);
            at = at[part.Length..];
        }

        return vector;
    }

    /// <summary>Reads a sum of vectors.</summary>
    /// <param name="task">What was asked.</param>
    /// <param name="vector">The sum.</param>
    /// <param name="steps">T.</param>
    /// <param name="classes">Constraints of each class.</param>
    /// <returns>The sum of the parts.</returns>
    public static PartialGathering Read(AgentTask task, ReadOnlySpan<double> vector, int steps, IReadOnlyList<int[]> classes)
    {
        var sum = new PartialGathering(steps, classes)
        {
            Agents = (int)Math.Round(vector[0]),
            Answered = (int)Math.Round(vector[1]),
            Failed = (int)Math.Round(vector[2]),
            Missing = (int)Math.Round(vector[3]),
            FixedSteps = (int)Math.Round(vector[4]),
            LocalSteps = (long)Math.Round(vector[5]),
        };
        var at = vector[Counts..];
        foreach (var sums in sum.Classes)
        {
            (sums.Cost, sums.AbsoluteCost, sums.Decrement) = (at[0], at[1], at[2]);
            (sums.BarrierTerms, sums.Blocks) = ((long)Math.Round(at[5]), (int)Math.Round(at[6]));
            sums.LowerBound = (int)Math.Round(at[4]) == sums.Blocks ? at[3] : double.NegativeInfinity;
            at = at[ScalarsPerClass..];
            foreach (var part in LeafSum.VectorsOf(task, sums))
            {
                at[..part.Length].CopyTo(part);
                at = at[part.Length..];
            }
        }

        return sum;
    }

    /// <summary>Length of the vector of a report.</summary>
    /// <param name="steps">T.</param>
    /// <param name="groups">Number of groups.</param>
    /// <returns>Numbers.</returns>
    public static int ReportLength(int steps, int groups) => ReportScalars + ((groups + 1) * steps);

    /// <summary>Writes one agent's report: power and money; breaches and steps outside the window as counts.</summary>
    /// <param name="report">The report.</param>
    /// <param name="place">Place of its group.</param>
    /// <param name="groups">Number of groups.</param>
    /// <returns>The vector.</returns>
    public static double[] Of(MemberReport report, int place, int groups)
    {
        ArgumentNullException.ThrowIfNull(report);
        var steps = report.PowerMw.Length;
        var vector = new double[ReportLength(steps, groups)];
        (vector[0], vector[1], vector[2], vector[3]) = (report.ExpectedProfit, report.TailLoss, report.WearCost, report.TerminalValue);
        (vector[4], vector[5], vector[6], vector[7]) = (report.Cost, Math.Abs(report.Cost), report.Findings.Count, report.StepsOutsideWindow);
        report.PowerMw.CopyTo(vector, ReportScalars + (place * steps));
        return vector;
    }

    /// <summary>Reads a sum of reports.</summary>
    /// <param name="vector">The sum.</param>
    /// <param name="steps">T.</param>
    /// <param name="groups">Number of groups.</param>
    /// <param name="members">Batteries in it.</param>
    /// <returns>The report; the largest connection powers are for the leaf to fill in.</returns>
    public static PlanReport ReadReport(ReadOnlySpan<double> vector, int steps, int groups, int members)
    {
        var report = new PlanReport(steps, groups)
        {
            Members = members,
            ExpectedProfit = vector[0],
            TailLoss = vector[1],
            WearCost = vector[2],
            TerminalValue = vector[3],
            Cost = vector[4],
            AbsoluteCost = vector[5],
        };
        if (Math.Round(vector[6]) is > 0 and var breaches)
        {
            report.Findings.Add($"a leaf: expected schedules without breaches, the batteries' own checks found {breaches:0}");
        }

        if (Math.Round(vector[7]) is > 0 and var outside)
        {
            report.Notes.Add($"batteries of a leaf started outside their windows and are outside them after {outside:0} steps together");
        }

        for (var place = 0; place <= groups; place++)
        {
            vector.Slice(ReportScalars + (place * steps), steps).CopyTo(report.PowerMw[place]);
        }

        return report;
    }
}

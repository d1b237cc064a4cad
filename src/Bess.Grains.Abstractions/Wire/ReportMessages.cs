using Bess.Coordination.Checking;
using Bess.Domain.Assets;

namespace Bess.Grains.Wire;

/// <summary>A battery's report of its own final schedule: power and money, no energy.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.MemberReport")]
public sealed record MemberReportMessage
{
    /// <summary>True when the battery needs the round's history first; nothing else counts then.</summary>
    [Id(0)]
    public bool NeedsHistory { get; init; }

    /// <summary>Battery.</summary>
    [Id(1)]
    public string Agent { get; init; } = string.Empty;

    /// <summary>T powers, MW.</summary>
    [Id(2)]
    public byte[] Power { get; init; } = [];

    /// <summary>Connection power, expected profit, tail loss, wear, terminal value, cost.</summary>
    [Id(3)]
    public byte[] Scalars { get; init; } = [];

    /// <summary>Steps outside its window.</summary>
    [Id(4)]
    public int StepsOutsideWindow { get; init; }

    /// <summary>Breaches, counted in words.</summary>
    [Id(5)]
    public string[] Findings { get; init; } = [];

    /// <summary>A report as a message, without details.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The message.</returns>
    public static MemberReportMessage Of(MemberReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new MemberReportMessage
        {
            Agent = report.Agent.Value,
            Power = Vectors.Pack(report.PowerMw),
            Scalars = Vectors.Pack([report.LargestPowerMw, report.ExpectedProfit, report.TailLoss, report.WearCost, report.TerminalValue, report.Cost]),
            StepsOutsideWindow = report.StepsOutsideWindow,
            Findings = [.. report.WithoutDetails().Findings],
        };
    }

    /// <summary>The report of the message.</summary>
    /// <param name="steps">T.</param>
    /// <returns>The report.</returns>
    public MemberReport ToReport(int steps)
    {
        var power = new double[steps];
        var scalars = new double[6];
        Vectors.Unpack(Power, power);
        Vectors.Unpack(Scalars, scalars);
        return new MemberReport
        {
            Agent = new AgentId(Agent),
            PowerMw = power,
            LargestPowerMw = scalars[0],
            ExpectedProfit = scalars[1],
            TailLoss = scalars[2],
            WearCost = scalars[3],
            TerminalValue = scalars[4],
            Cost = scalars[5],
            StepsOutsideWindow = StepsOutsideWindow,
            Findings = Findings,
        };
    }
}

/// <summary>Reports of some batteries, summed.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.PlanReport")]
public sealed record PlanReportMessage
{
    /// <summary>True when the node must be told the round so far; nothing else counts then.</summary>
    [Id(0)]
    public bool NeedsState { get; init; }

    /// <summary>Σ power per place of a group, rows of T, MW.</summary>
    [Id(1)]
    public byte[] Power { get; init; } = [];

    /// <summary>Largest connection power per place, MW.</summary>
    [Id(2)]
    public byte[] LargestPower { get; init; } = [];

    /// <summary>Expected profit, tail loss, wear, terminal value, cost, absolute cost.</summary>
    [Id(3)]
    public byte[] Scalars { get; init; } = [];

    /// <summary>Batteries.</summary>
    [Id(4)]
    public int Members { get; init; }

    /// <summary>Breaches.</summary>
    [Id(5)]
    public string[] Findings { get; init; } = [];

    /// <summary>Notes.</summary>
    [Id(6)]
    public string[] Notes { get; init; } = [];

    /// <summary>A report as a message.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The message.</returns>
    public static PlanReportMessage Of(PlanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new PlanReportMessage
        {
            Power = Vectors.Pack(report.PowerMw),
            LargestPower = Vectors.Pack(report.LargestPowerMw),
            Scalars = Vectors.Pack([report.ExpectedProfit, report.TailLoss, report.WearCost, report.TerminalValue, report.Cost, report.AbsoluteCost]),
            Members = report.Members,
            Findings = [.. report.Findings],
            Notes = [.. report.Notes],
        };
    }

    /// <summary>The report of the message.</summary>
    /// <param name="steps">T.</param>
    /// <param name="groups">Number of groups.</param>
    /// <returns>The report.</returns>
    public PlanReport ToReport(int steps, int groups)
    {
        var report = new PlanReport(steps, groups) { Members = Members };
        var scalars = new double[6];
        Vectors.Unpack(Power, report.PowerMw);
        Vectors.Unpack(LargestPower, report.LargestPowerMw);
        Vectors.Unpack(Scalars, scalars);
        (report.ExpectedProfit, report.TailLoss, report.WearCost) = (scalars[0], scalars[1], scalars[2]);
        (report.TerminalValue, report.Cost, report.AbsoluteCost) = (scalars[3], scalars[4], scalars[5]);
        foreach (var finding in Findings)
        {
            report.Findings.Add(finding);
        }

        foreach (var note in Notes)
        {
            report.Notes.Add(note);
        }

        return report;
    }
}

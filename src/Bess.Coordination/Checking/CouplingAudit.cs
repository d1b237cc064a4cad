using Bess.Coordination.Coupling;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Checking;

/// <summary>Adds up the powers behind each constraint, with known injections of the group and of all groups below, and prices what is missed.</summary>
internal sealed class CouplingAudit(IReadOnlyList<FleetGroup> groups, PlanReport report, CouplingSpecification coupling, double hours, PlanTolerances tolerances, Findings findings)
{
    private readonly int _steps = report.PowerMw[0].Length;

    /// <summary>Largest breach of a limit or hard commitment, MW.</summary>
    public double MaxViolationMw { get; private set; }

    /// <summary>Price of all deviations and violations.</summary>
    public double Cost { get; private set; }

    public void Check(double violationPricePerMwh)
    {
        for (var k = 0; k < coupling.Commitments.Count; k++)
            CheckCommitment($"commitment[{k}]", coupling.Commitments[k], violationPricePerMwh);
        for (var k = 0; k < coupling.Limits.Count; k++)
        {
            var limit = coupling.Limits[k];
            var name = $"limit[{k}]{Suffix(limit.Group)}";
            RequireLength(limit.LowerMw, name, "LowerMw");
            RequireLength(limit.UpperMw, name, "UpperMw");
            var slack = Slack(limit.Group, limit.LowerMw.Concat(limit.UpperMw));
            var sums = Sums(limit.Group);
            for (var t = 0; t < _steps; t++)
                Hard(name, t, sums[t], limit.LowerMw[t], limit.UpperMw[t], slack, violationPricePerMwh);
        }
    }

    private void CheckCommitment(string index, Commitment commitment, double violationPricePerMwh)
    {
        var name = index + Suffix(commitment.Group);
        RequireLength(commitment.PowerMw, name, "PowerMw");
        var sums = Sums(commitment.Group);
        if (commitment.Mode == CommitmentMode.Hard)
        {
            var slack = Slack(commitment.Group, commitment.PowerMw);
            for (var t = 0; t < _steps; t++)
                Hard(name, t, sums[t], commitment.PowerMw[t], commitment.PowerMw[t], slack, violationPricePerMwh);
            return;
        }

        RequireLength(commitment.SurplusPricePerMwh, name, "SurplusPricePerMwh");
        RequireLength(commitment.ShortfallPricePerMwh, name, "ShortfallPricePerMwh");
        for (var t = 0; t < _steps; t++)
        {
            var deviation = sums[t] - commitment.PowerMw[t];
            Cost += hours * (deviation > 0 ? commitment.SurplusPricePerMwh![t] * deviation : -commitment.ShortfallPricePerMwh![t] * deviation);
        }
    }

    private void Hard(string name, int step, double sum, double lower, double upper, double slack, double price)
    {
        var excess = Math.Max(0, Math.Max(sum - upper, lower - sum));
        Cost += hours * price * excess;
        MaxViolationMw = double.IsNaN(sum) ? double.PositiveInfinity : Math.Max(MaxViolationMw, excess);
        if (!(excess <= slack))
        {
            var range = lower == upper ? $"{Findings.Text(lower)} MW" : $"a power in [{Findings.Text(lower)}, {Findings.Text(upper)}] MW";
            findings.Add(name, step, range, sum);
        }
    }

    private double[] Sums(string? group)
    {
        var sums = new double[_steps];
        foreach (var place in PlacesBehind(group))
        {
            for (var t = 0; t < _steps; t++)
                sums[t] += report.PowerMw[place][t];
        }

        foreach (var injection in coupling.Injections)
        {
            RequireLength(injection.PowerMw, "injection" + Suffix(injection.Group), "PowerMw");
            for (var t = 0; t < _steps && IsBehind(injection.Group, group); t++)
                sums[t] += injection.PowerMw[t];
        }

        return sums;
    }

    /// <summary>Places of the report whose batteries lie in a group or below it.</summary>
    private IEnumerable<int> PlacesBehind(string? group)
    {
        if (group is not null && groups.All(g => g.Name != group))
            throw new ArgumentException($"Expected a group of the fleet, was '{group}'.", nameof(group));
        return Enumerable.Range(0, groups.Count + 1).Where(place => IsBehind(place == 0 ? null : groups[place - 1].Name, group));
    }

    /// <summary>Whether a place lies in a group or below it; everything lies behind the fleet's own connection.</summary>
    private bool IsBehind(string? place, string? group)
    {
        if (group is null)
            return true;
        for (var at = place; at is not null; at = groups.FirstOrDefault(g => g.Name == at)?.Parent)
        {
            if (at == group)
                return true;
        }

        return false;
    }

    private double Slack(string? group, IEnumerable<double> bounds)
    {
        var largest = bounds.Max(Math.Abs);
        foreach (var place in PlacesBehind(group))
            largest = Math.Max(largest, report.LargestPowerMw[place]);
        return tolerances.Coupling * largest;
    }

    private void RequireLength(IReadOnlyList<double>? values, string name, string field)
    {
        if (values is null || values.Count != _steps)
            throw new ArgumentException($"{name}.{field}: expected {_steps} values, was {values?.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}.", nameof(values));
    }

    private static string Suffix(string? group) => group is null ? "" : " " + group;
}

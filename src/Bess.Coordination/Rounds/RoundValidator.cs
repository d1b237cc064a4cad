using System.Globalization;
using Bess.Coordination.Coupling;
using Bess.Domain;

namespace Bess.Coordination.Rounds;

/// <summary>Checks that the parts of a terms fit together.</summary>
public static class RoundValidator
{
    /// <summary>All faults of a round's terms: lengths, unknown groups, limits upside down, non-finite numbers, option ranges.</summary>
    /// <param name="terms">The terms.</param>
    /// <returns>Empty when it can run.</returns>
    /// <remarks>Terminal energies out of reach are found when the agents are built, and reported with these.</remarks>
    public static IReadOnlyList<Fault> Check(RoundTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var faults = new List<Fault>();
        CheckCoupling(terms, faults);
        CheckOptions(terms.Options, faults);
        CheckWarmStart(terms, faults);
        return faults;
    }

    private static void CheckCoupling(RoundTerms terms, List<Fault> faults)
    {
        var coupling = terms.Coupling;
        if (coupling.Commitments.Count + coupling.Limits.Count == 0)
        {
            faults.Add(new Fault("coupling", "commitments", "at least one commitment or limit", "none"));
        }

        for (var i = 0; i < coupling.Commitments.Count; i++)
        {
            CheckCommitment(terms, coupling.Commitments[i], $"coupling.commitments[{i}]", faults);
        }

        for (var i = 0; i < coupling.Limits.Count; i++)
        {
            CheckLimit(terms, coupling.Limits[i], $"coupling.limits[{i}]", faults);
        }

        for (var i = 0; i < coupling.Injections.Count; i++)
        {
            var place = $"coupling.injections[{i}]";
            CheckGroup(terms, coupling.Injections[i].Group, place, faults);
            CheckVector(terms, coupling.Injections[i].PowerMw, place, "powerMw", faults);
        }

        if (coupling.ViolationPricePerMwh is { } price && !(double.IsFinite(price) && price > 0))
        {
            faults.Add(new Fault("coupling", "violationPricePerMwh", "a finite number > 0", Text(price)));
        }
    }

    private static void CheckCommitment(RoundTerms terms, Commitment commitment, string place, List<Fault> faults)
    {
        CheckGroup(terms, commitment.Group, place, faults);
        CheckVector(terms, commitment.PowerMw, place, "powerMw", faults);
        if (commitment.Mode == CommitmentMode.Hard)
        {
            return;
        }

        var surplus = CheckVector(terms, commitment.SurplusPricePerMwh ?? [], place, "surplusPricePerMwh", faults);
        var shortfall = CheckVector(terms, commitment.ShortfallPricePerMwh ?? [], place, "shortfallPricePerMwh", faults);
        for (var t = 0; surplus && shortfall && t < terms.Scenarios.Grid.Count; t++)
        {
            var sum = commitment.SurplusPricePerMwh![t] + commitment.ShortfallPricePerMwh![t];
            if (!(sum > 0))
            {
                faults.Add(new Fault($"{place} step {t}", "surplusPricePerMwh + shortfallPricePerMwh", "> 0, or deviating for ever would pay", Text(sum)));
            }
        }
    }

    private static void CheckLimit(RoundTerms terms, PowerLimit limit, string place, List<Fault> faults)
    {
        CheckGroup(terms, limit.Group, place, faults);
        var lower = CheckVector(terms, limit.LowerMw, place, "lowerMw", faults);
        var upper = CheckVector(terms, limit.UpperMw, place, "upperMw", faults);
        for (var t = 0; lower && upper && t < terms.Scenarios.Grid.Count; t++)
        {
            if (limit.LowerMw[t] > limit.UpperMw[t])
            {
                faults.Add(new Fault($"{place} step {t}", "lowerMw", $"≤ upperMw = {Text(limit.UpperMw[t])}", Text(limit.LowerMw[t])));
            }
        }
    }

    private static void CheckGroup(RoundTerms terms, string? group, string place, List<Fault> faults)
    {
        if (group is not null && terms.Groups.All(g => g.Name != group))
        {
            var known = terms.Groups.Count == 0 ? "none" : string.Join(", ", terms.Groups.Select(g => g.Name));
            faults.Add(new Fault(place, "group", $"a group of the fleet ({known})", group));
        }
    }

    private static bool CheckVector(RoundTerms terms, IReadOnlyList<double> values, string place, string field, List<Fault> faults)
    {
        var steps = terms.Scenarios.Grid.Count;
        if (values.Count != steps)
        {
            faults.Add(new Fault(place, field, $"{steps} values, one a step of the prices", $"{values.Count}"));
            return false;
        }

        var isFinite = true;
        for (var t = 0; t < steps; t++)
        {
            if (!double.IsFinite(values[t]))
            {
                faults.Add(new Fault($"{place} step {t}", field, "a finite number", Text(values[t])));
                isFinite = false;
            }
        }

        return isFinite;
    }

    private static void CheckOptions(RoundOptions options, List<Fault> faults)
    {
        Require(options.GapTolerance is > 0 and < 1, "gapTolerance", "in (0, 1)", Text(options.GapTolerance));
        Require(options.ResidualTolerance is > 0 and < 1, "residualTolerance", "in (0, 1)", Text(options.ResidualTolerance));
        Require(options.IterationLimit is null or > 0, "iterationLimit", "> 0", $"{options.IterationLimit}");
        Require(options.Deadline is null || options.Deadline > TimeSpan.Zero, "deadline", "> 0 s", $"{options.Deadline?.TotalSeconds} s");
        Require(options.Threads is null or > 0, "threads", "> 0", $"{options.Threads}");
        Require(options.IterationPatience is null || options.IterationPatience > TimeSpan.Zero, "iterationPatience", "> 0 s", $"{options.IterationPatience?.TotalSeconds} s");
        Require(options.LeafSize is null or > 0, "leafSize", "> 0", $"{options.LeafSize}");
        Require(options.FanIn >= 2, "fanIn", "≥ 2", $"{options.FanIn}");
        Require(options.StalenessLimit >= 0, "stalenessLimit", "≥ 0", $"{options.StalenessLimit}");
        Require(options.CertifyEvery >= 0, "certifyEvery", "≥ 0", $"{options.CertifyEvery}");
        Require(options.Penalty is null or > 0, "penalty", "> 0", $"{options.Penalty}");
        Require(options.Smoothing is null or (>= 0 and < 1), "smoothing", "in [0, 1)", $"{options.Smoothing}");
        void Require(bool holds, string field, string expected, string actual)
        {
            if (!holds)
            {
                faults.Add(new Fault("options", field, expected, actual));
            }
        }
    }

    private static void CheckWarmStart(RoundTerms terms, List<Fault> faults)
    {
        if (terms.Options.WarmStart is not { } warm)
        {
            return;
        }

        var rows = terms.Coupling.Commitments.Count + terms.Coupling.Limits.Count;
        if (warm.MultipliersPerMwh.Count != rows)
        {
            faults.Add(new Fault("warm start", "multipliersPerMwh", $"{rows} constraints", $"{warm.MultipliersPerMwh.Count}"));
            return;
        }

        for (var k = 0; k < rows; k++)
        {
            CheckVector(terms, warm.MultipliersPerMwh[k], $"warm start constraint {k}", "multipliersPerMwh", faults);
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

using Bess.Domain.Portfolio;
using Bess.Optimization.Aladin;

namespace Bess.Coordination.Coupling;

/// <summary>A coupling specification in coordination's terms: rows, names, and which group of agents takes part in which.</summary>
public sealed class CouplingPlan
{
    private readonly Dictionary<string, int> _classOfGroup;

    private CouplingPlan(CouplingSet set, string[] names, bool[] hard, double[][] injections, int[][] classes, Dictionary<string, int> classOfGroup, double timeStepHours, double violationPricePerMwh)
    {
        Set = set;
        Names = names;
        IsHard = hard;
        InjectionsMw = injections;
        Classes = classes;
        _classOfGroup = classOfGroup;
        TimeStepHours = timeStepHours;
        ViolationPricePerMwh = violationPricePerMwh;
    }

    /// <summary>Rows: bounds are on the batteries' sums alone, injections already taken off; prices are per MW and step.</summary>
    public CouplingSet Set { get; }

    /// <summary>Name of each constraint.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>False for priced commitments.</summary>
    public IReadOnlyList<bool> IsHard { get; }

    /// <summary>Known injections counted into each constraint, MW, [constraint][step].</summary>
    public IReadOnlyList<double[]> InjectionsMw { get; }

    /// <summary>Constraint indices of each class of agents.</summary>
    public IReadOnlyList<int[]> Classes { get; }

    /// <summary>Δt, hours.</summary>
    public double TimeStepHours { get; }

    /// <summary>Price of violating a hard row, currency/MWh.</summary>
    public double ViolationPricePerMwh { get; }

    /// <summary>Class of the agents of a group.</summary>
    /// <param name="group">Group name; null for none.</param>
    /// <returns>Index into <see cref="Classes"/>.</returns>
    public int ClassOf(string? group) => _classOfGroup[group ?? string.Empty];

    /// <summary>Builds the plan from a validated request's parts.</summary>
    /// <param name="specification">The coupling.</param>
    /// <param name="groups">The group tree.</param>
    /// <param name="steps">T.</param>
    /// <param name="timeStepHours">Δt.</param>
    /// <param name="largestPricePerMwh">Largest absolute scenario price; sets the default violation price.</param>
    /// <returns>The plan.</returns>
    public static CouplingPlan Create(CouplingSpecification specification, IReadOnlyList<FleetGroup> groups, int steps, double timeStepHours, double largestPricePerMwh)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(groups);
        var violation = specification.ViolationPricePerMwh ?? Math.Max(1000, 5 * largestPricePerMwh);
        var builder = new RowBuilder(specification, groups, steps, timeStepHours);
        foreach (var commitment in specification.Commitments)
        {
            var priced = commitment.Mode == CommitmentMode.Priced;
            builder.Add(
                commitment.Group is null ? "commitment" : $"commitment {commitment.Group}",
                commitment.Group,
                !priced,
                commitment.PowerMw,
                commitment.PowerMw,
                priced ? commitment.SurplusPricePerMwh! : Flat(steps, violation),
                priced ? commitment.ShortfallPricePerMwh! : Flat(steps, violation));
        }

        foreach (var limit in specification.Limits)
        {
            builder.Add(limit.Group is null ? "limit" : $"limit {limit.Group}", limit.Group, true, limit.LowerMw, limit.UpperMw, Flat(steps, violation), Flat(steps, violation));
        }

        return builder.Build(violation);
    }

    /// <summary>Price vectors per class for a broadcast: the sum of the multipliers of its constraints.</summary>
    /// <param name="multipliers">y, length K·T.</param>
    /// <returns>[class][step], currency per MW.</returns>
    public double[][] PricePerClass(ReadOnlySpan<double> multipliers)
    {
        var prices = new double[Classes.Count][];
        for (var c = 0; c < prices.Length; c++)
        {
            prices[c] = new double[Set.Steps];
            foreach (var k in Classes[c])
            {
                for (var t = 0; t < Set.Steps; t++)
                {
                    prices[c][t] += multipliers[(k * Set.Steps) + t];
                }
            }
        }

        return prices;
    }

    private static double[] Flat(int steps, double value) => [.. Enumerable.Repeat(value, steps)];

    private sealed class RowBuilder(CouplingSpecification specification, IReadOnlyList<FleetGroup> groups, int steps, double hours)
    {
        private readonly List<string> _names = [];
        private readonly List<bool> _hard = [];
        private readonly List<string?> _groups = [];
        private readonly List<double[]> _injections = [];
        private readonly List<double> _lower = [];
        private readonly List<double> _upper = [];
        private readonly List<double> _surplus = [];
        private readonly List<double> _shortfall = [];

        public void Add(string name, string? group, bool hard, IReadOnlyList<double> lower, IReadOnlyList<double> upper, IReadOnlyList<double> surplus, IReadOnlyList<double> shortfall)
        {
            _names.Add(name);
            _hard.Add(hard);
            _groups.Add(group);
            var injected = new double[steps];
            foreach (var injection in specification.Injections.Where(i => Contains(group, i.Group)))
            {
                for (var t = 0; t < steps; t++)
                {
                    injected[t] += injection.PowerMw[t];
                }
            }

            _injections.Add(injected);
            for (var t = 0; t < steps; t++)
            {
                _lower.Add(lower[t] - injected[t]);
                _upper.Add(upper[t] - injected[t]);
                _surplus.Add(surplus[t] * hours);
                _shortfall.Add(shortfall[t] * hours);
            }
        }

        public CouplingPlan Build(double violationPrice)
        {
            var classOfGroup = new Dictionary<string, int>(StringComparer.Ordinal);
            var classes = new List<int[]>();
            foreach (var group in groups.Select(g => g.Name).Prepend(null))
            {
                int[] constraints = [.. Enumerable.Range(0, _groups.Count).Where(k => Contains(_groups[k], group))];
                var index = classes.FindIndex(c => c.AsSpan().SequenceEqual(constraints));
                if (index < 0)
                {
                    index = classes.Count;
                    classes.Add(constraints);
                }

                classOfGroup[group ?? string.Empty] = index;
            }

            var set = new CouplingSet(steps, [.. _lower], [.. _upper], [.. _surplus], [.. _shortfall]);
            return new CouplingPlan(set, [.. _names], [.. _hard], [.. _injections], [.. classes], classOfGroup, hours, violationPrice);
        }

        /// <summary>True when <paramref name="inner"/> lies in <paramref name="outer"/> (null = the whole fleet).</summary>
        private bool Contains(string? outer, string? inner)
        {
            for (var at = inner; outer is not null && at != outer; at = groups.First(g => g.Name == at).Parent)
            {
                if (at is null)
                {
                    return false;
                }
            }

            return true;
        }
    }
}

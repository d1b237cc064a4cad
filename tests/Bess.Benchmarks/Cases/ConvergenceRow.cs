using Bess.Coordination.Rounds;
using Bess.TestKit.Fleets;

namespace Bess.Benchmarks.Cases;

/// <summary>One line of the convergence table: an algorithm on some instances of one shape.</summary>
internal sealed record ConvergenceRow(CoordinationAlgorithm Algorithm, string Name, int Batteries, int Steps, double Hours, InstanceKind[] Kinds, int Seeds)
{
    public const int FirstSeed = 5000;

    private static readonly InstanceKind[] Hard = [InstanceKind.Interior, InstanceKind.Boundary];

    /// <summary>The table of design.md section 5; seeds from 5000 were never used for tuning.</summary>
    public static IEnumerable<ConvergenceRow> All(bool quick)
    {
        int Seeds(int full, int few) => quick ? few : full;
        foreach (var batteries in new[] { 1, 3, 10, 30, 100, 300 })
        {
            yield return New(CoordinationAlgorithm.BarrierAladin, "hard", batteries, Hard, batteries is 3 or 10 ? Seeds(20, 6) : batteries == 1 ? Seeds(20, 3) : Seeds(3, batteries == 300 ? 0 : 1));
        }

        foreach (var (steps, hours) in new[] { (48, 0.5), (96, 0.25), (168, 1.0) })
        {
            yield return New(CoordinationAlgorithm.BarrierAladin, "hard", 10, Hard, Seeds(5, 1)) with { Steps = steps, Hours = hours };
        }

        foreach (var algorithm in Enum.GetValues<CoordinationAlgorithm>())
        {
            if (algorithm != CoordinationAlgorithm.BarrierAladin)
            {
                yield return New(algorithm, "hard", 3, Hard, Seeds(10, 3));
                yield return New(algorithm, "hard", 10, Hard, Seeds(10, 3));
                yield return New(algorithm, "hard", 100, Hard, Seeds(3, algorithm == CoordinationAlgorithm.Aladin ? 0 : 1));
            }

            foreach (var kind in new[] { InstanceKind.Infeasible, InstanceKind.Feeder, InstanceKind.Band, InstanceKind.Soft, InstanceKind.Zones })
            {
                var isDefault = algorithm == CoordinationAlgorithm.BarrierAladin;
                yield return New(algorithm, Lower(kind), 10, [kind], isDefault ? Seeds(10, 3) : algorithm == CoordinationAlgorithm.Aladin ? 0 : Seeds(5, 2));
                yield return New(algorithm, Lower(kind), 30, [kind], isDefault ? Seeds(6, 1) : 0);
            }
        }
    }

    public override string ToString() => $"{Algorithm} {Name} N={Batteries} T={Steps}";

    private static ConvergenceRow New(CoordinationAlgorithm algorithm, string name, int batteries, InstanceKind[] kinds, int seeds) =>
        new(algorithm, name, batteries, 24, 1, kinds, seeds);

    private static string Lower(InstanceKind kind) => kind.ToString().ToLowerInvariant();
}

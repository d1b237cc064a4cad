using Bess.Coordination.Rounds;
using Bess.TestKit.Fleets;

namespace Bess.Benchmarks.Cases;

/// <summary>One line of the convergence table: an algorithm on some instances of one shape.</summary>
internal sealed record ConvergenceRow(CoordinationAlgorithm Algorithm, string Name, int Batteries, int Steps, double Hours, InstanceKind[] Kinds, int Seeds)
{
    public const int FirstSeed = 5000;

    private static readonly InstanceKind[] Hard = [InstanceKind.Interior, InstanceKind.Boundary];

    private static readonly InstanceKind[] Others = [InstanceKind.Infeasible, InstanceKind.Feeder, InstanceKind.Band, InstanceKind.Soft, InstanceKind.Zones];

    /// <summary>The table of design.md section 5; seeds from 5000 were never used for tuning.</summary>
    public static IEnumerable<ConvergenceRow> All(BenchmarkSettings settings) =>
        settings.Size == RunSize.Smoke ? Smoke() : Sizes(settings).Concat(Horizons(settings)).Concat(Couplings(settings)).Concat(Rivals(settings));

    private static IEnumerable<ConvergenceRow> Smoke()
    {
        foreach (var algorithm in Enum.GetValues<CoordinationAlgorithm>())
        {
            yield return New(algorithm, "hard", 3, [InstanceKind.Interior], 1);
        }

        yield return New(CoordinationAlgorithm.BarrierAladin, "zones", 3, [InstanceKind.Zones], 1);
    }

    private static IEnumerable<ConvergenceRow> Sizes(BenchmarkSettings settings)
    {
        yield return New(CoordinationAlgorithm.BarrierAladin, "hard", 1, Hard, settings.Pick(20, 3, 0));
        yield return New(CoordinationAlgorithm.BarrierAladin, "hard", 3, Hard, settings.Pick(20, 6, 0));
        yield return New(CoordinationAlgorithm.BarrierAladin, "hard", 10, Hard, settings.Pick(20, 6, 0));
        yield return New(CoordinationAlgorithm.BarrierAladin, "hard", 30, Hard, settings.Pick(6, 2, 0));
        yield return New(CoordinationAlgorithm.BarrierAladin, "hard", 100, Hard, settings.Pick(3, 1, 0));
        yield return New(CoordinationAlgorithm.BarrierAladin, "hard", 300, Hard, settings.Pick(3, 0, 0));
    }

    private static IEnumerable<ConvergenceRow> Horizons(BenchmarkSettings settings)
    {
        foreach (var (steps, hours) in new[] { (48, 0.5), (96, 0.25), (168, 1.0) })
        {
            yield return New(CoordinationAlgorithm.BarrierAladin, "hard", 10, Hard, settings.Pick(5, 1, 0)) with { Steps = steps, Hours = hours };
        }
    }

    private static IEnumerable<ConvergenceRow> Couplings(BenchmarkSettings settings)
    {
        foreach (var kind in Others)
        {
            yield return New(CoordinationAlgorithm.BarrierAladin, Lower(kind), 3, [kind], settings.Pick(10, 2, 0));
            yield return New(CoordinationAlgorithm.BarrierAladin, Lower(kind), 10, [kind], settings.Pick(10, 3, 0));
            yield return New(CoordinationAlgorithm.BarrierAladin, Lower(kind), 30, [kind], settings.Pick(6, 1, 0));
        }
    }

    private static IEnumerable<ConvergenceRow> Rivals(BenchmarkSettings settings)
    {
        foreach (var algorithm in new[] { CoordinationAlgorithm.Admm, CoordinationAlgorithm.DantzigWolfe, CoordinationAlgorithm.Aladin })
        {
            yield return New(algorithm, "hard", 3, Hard, settings.Pick(20, 3, 0));
            yield return New(algorithm, "hard", 10, Hard, settings.Pick(20, 3, 0));
            yield return New(algorithm, "hard", 100, Hard, settings.Pick(3, algorithm == CoordinationAlgorithm.DantzigWolfe ? 1 : 0, 0));
            foreach (var kind in Others)
            {
                yield return New(algorithm, Lower(kind), 10, [kind], settings.Pick(5, 1, 0));
            }
        }
    }

    public override string ToString() => $"{Algorithm} {Name} N={Batteries} T={Steps}";

    private static ConvergenceRow New(CoordinationAlgorithm algorithm, string name, int batteries, InstanceKind[] kinds, int seeds) =>
        new(algorithm, name, batteries, 24, 1, kinds, seeds);

    private static string Lower(InstanceKind kind) => kind.ToString().ToLowerInvariant();
}

namespace Bess.Benchmarks.Cases;

/// <summary>Every case once, tiny: that they run and hold, not how fast.</summary>
internal sealed class SmokeCase : IBenchmarkCase
{
    private static readonly IBenchmarkCase[] Cases =
    [
        new ConvergenceCase(), new ScaleCase(), new AnytimeCase(), new HighsCase(), new KernelCase(), new ModelsCase(), new PatternsCase(), new SetsCase(), new RefereeCase(),
        new NativeCase(), new IntegersCase(), new ScenariosCase(), new MarketsCase(),
    ];

    public string Name => "smoke";

    public string Summary => "every case once, tiny, for continuous integration";

    public async Task<bool> RunAsync(BenchmarkSettings settings)
    {
        var small = settings with { Size = RunSize.Smoke };
        var holds = true;
        foreach (var benchmark in Cases)
        {
            await settings.Output.WriteLineAsync($"\n## {benchmark.Name}\n").ConfigureAwait(false);
            var held = await benchmark.RunAsync(small).ConfigureAwait(false);
            await settings.Output.WriteLineAsync(held ? "holds" : "DOES NOT HOLD").ConfigureAwait(false);
            holds &= held;
        }

        return holds;
    }
}

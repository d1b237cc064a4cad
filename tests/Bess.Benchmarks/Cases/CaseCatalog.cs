namespace Bess.Benchmarks.Cases;

/// <summary>The cases by name.</summary>
internal static class CaseCatalog
{
    private static readonly IBenchmarkCase[] Cases =
    [
        new SmokeCase(),
        new ConvergenceCase(),
        new ScaleCase(),
        new AnytimeCase(),
        new HighsCase(),
        new KernelCase(),
        new ModelsCase(),
        new PatternsCase(),
        new SetsCase(),
        new RefereeCase(),
        new NativeCase(),
        new IntegersCase(),
        new ScenariosCase(),
        new MarketsCase(),
    ];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var output = Console.Out;
        var name = arguments.FirstOrDefault() ?? "list";
        if (Cases.FirstOrDefault(c => c.Name == name) is { } found)
        {
            return await found.RunAsync(BenchmarkSettings.Parse(arguments[1..], output)).ConfigureAwait(false) ? 0 : 1;
        }

        foreach (var known in Cases)
        {
            await output.WriteLineAsync($"{known.Name,-12} {known.Summary}").ConfigureAwait(false);
        }

        await output.WriteLineAsync("options: --quick  --out <folder>  --only <part of a row's name>  --threads <n>  --seed <first>  --against <folder of an earlier --out>  --solver interior-point|osqp|highs  --seconds <limit>  --tolerance <share>").ConfigureAwait(false);
        return name == "list" ? 0 : 2;
    }
}

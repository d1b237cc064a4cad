namespace Bess.Benchmarks.Cases;

internal sealed class HighsCase : IBenchmarkCase
{
    public string Name => "highs";

    public string Summary => "";

    public Task<bool> RunAsync(BenchmarkSettings settings) => Task.FromResult(true);
}

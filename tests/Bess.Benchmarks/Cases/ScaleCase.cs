namespace Bess.Benchmarks.Cases;

internal sealed class ScaleCase : IBenchmarkCase
{
    public string Name => "scale";

    public string Summary => "";

    public Task<bool> RunAsync(BenchmarkSettings settings) => Task.FromResult(true);
}

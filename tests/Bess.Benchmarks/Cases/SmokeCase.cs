namespace Bess.Benchmarks.Cases;

internal sealed class SmokeCase : IBenchmarkCase
{
    public string Name => "smoke";

    public string Summary => "";

    public Task<bool> RunAsync(BenchmarkSettings settings) => Task.FromResult(true);
}

namespace Bess.Benchmarks.Cases;

internal sealed class AnytimeCase : IBenchmarkCase
{
    public string Name => "anytime";

    public string Summary => "";

    public Task<bool> RunAsync(BenchmarkSettings settings) => Task.FromResult(true);
}

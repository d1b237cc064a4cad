namespace Bess.Benchmarks.Cases;

/// <summary>A family of measurements. To add one: implement this and add a line to <see cref="CaseCatalog"/>.</summary>
internal interface IBenchmarkCase
{
    string Name { get; }

    string Summary { get; }

    /// <summary>Measures, writes a table to the settings' output and a JSON file beside it.</summary>
    /// <returns>False when something that must hold did not.</returns>
    Task<bool> RunAsync(BenchmarkSettings settings);
}

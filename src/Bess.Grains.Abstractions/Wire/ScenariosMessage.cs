using Bess.Domain.Prices;
using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Grains.Wire;

/// <summary>Price scenarios on their way to the batteries.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Scenarios")]
public sealed record ScenariosMessage
{
    /// <summary>Name.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Currency code.</summary>
    [Id(1)]
    public required string Currency { get; init; }

    /// <summary>Start of the horizon, UTC.</summary>
    [Id(2)]
    public required DateTimeOffset Start { get; init; }

    /// <summary>Length of a step.</summary>
    [Id(3)]
    public required TimeSpan Step { get; init; }

    /// <summary>T.</summary>
    [Id(4)]
    public required int Steps { get; init; }

    /// <summary>S·T prices per MWh, scenario after scenario.</summary>
    [Id(5)]
    public required byte[] Prices { get; init; }

    /// <summary>S probabilities.</summary>
    [Id(6)]
    public required byte[] Probabilities { get; init; }

    /// <summary>When all of it was known.</summary>
    [Id(7)]
    public required DateTimeOffset KnownAt { get; init; }

    /// <summary>Where it came from, in words.</summary>
    [Id(8)]
    public required string Source { get; init; }

    /// <summary>True for invented data.</summary>
    [Id(9)]
    public required bool Synthetic { get; init; }

    /// <summary>Further words on the source; may be null.</summary>
    [Id(10)]
    public string? Detail { get; init; }

    /// <summary>Scenarios as a message.</summary>
    /// <param name="scenarios">The scenarios.</param>
    /// <returns>The message.</returns>
    public static ScenariosMessage Of(ScenarioSet scenarios)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        return new ScenariosMessage
        {
            Name = scenarios.Name,
            Currency = scenarios.Currency.Code,
            Start = scenarios.Grid.Start,
            Step = scenarios.Grid.Step,
            Steps = scenarios.Grid.Count,
            Prices = Vectors.Pack([.. Enumerable.Range(0, scenarios.Count).Select(s => scenarios.PricesPerMwh(s).ToArray())]),
            Probabilities = Vectors.Pack(scenarios.Probabilities.ToArray()),
            KnownAt = scenarios.KnownAt,
            Source = scenarios.Provenance.Source,
            Detail = scenarios.Provenance.Detail,
            Synthetic = scenarios.Provenance.Synthetic,
        };
    }

    /// <summary>The scenarios of the message.</summary>
    /// <returns>The scenarios.</returns>
    public ScenarioSet ToScenarios()
    {
        var probabilities = new double[Probabilities.Length / sizeof(double)];
        var prices = new double[Prices.Length / sizeof(double)];
        Vectors.Unpack(Probabilities, probabilities);
        Vectors.Unpack(Prices, prices);
        return new ScenarioSet(
            Name, new Currency(Currency), new TimeGrid(Start, Step, Steps), prices, probabilities, KnownAt, new Provenance(Source, Detail, Synthetic));
    }
}

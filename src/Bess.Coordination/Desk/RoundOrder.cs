using Bess.Coordination.Coupling;
using Bess.Coordination.Rounds;
using Bess.Domain.Portfolio;
using Bess.Domain.Prices;

namespace Bess.Coordination.Desk;

/// <summary>A round as it is ordered from a desk: like a <see cref="RoundRequest"/>, but the batteries may be those that are enrolled.</summary>
public sealed record RoundOrder
{
    /// <summary>Identity; null lets the desk give one. The same identity launched twice is the same round.</summary>
    public string? Id { get; init; }

    /// <summary>Name of the power plant; one round of it at a time.</summary>
    public required string PowerPlant { get; init; }

    /// <summary>The batteries that take part, with their groups; null for all that are enrolled.</summary>
    public Fleet? Fleet { get; init; }

    /// <summary>Price scenarios; their grid is the horizon.</summary>
    public required ScenarioSet Scenarios { get; init; }

    /// <summary>The coupling.</summary>
    public required CouplingSpecification Coupling { get; init; }

    /// <summary>Settings. Clock and threads are the desk's own.</summary>
    public RoundOptions Options { get; init; } = new();

    /// <summary>The order of a request that carries its fleet.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The order.</returns>
    /// <exception cref="ArgumentException">When the request has programmes, which no desk takes.</exception>
    public static RoundOrder Of(RoundRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Programmes.Count > 0)
        {
            throw new ArgumentException($"Expected a request without programmes, was one with {request.Programmes.Count}.", nameof(request));
        }

        return new RoundOrder
        {
            Id = request.Id,
            PowerPlant = request.Fleet.Name,
            Fleet = request.Fleet,
            Scenarios = request.Scenarios,
            Coupling = request.Coupling,
            Options = request.Options,
        };
    }
}

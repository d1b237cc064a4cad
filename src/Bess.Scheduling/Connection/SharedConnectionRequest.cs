using Bess.Domain.Time;
using Bess.Scheduling.Formulations;
using Bess.Scheduling.Plants;

namespace Bess.Scheduling.Connection;

/// <summary>Several batteries that trade at one price behind one connection.</summary>
public sealed record SharedConnectionRequest
{
    /// <summary>The batteries, at least one.</summary>
    public required IReadOnlyList<StoragePlant> Plants { get; init; }

    /// <summary>The steps.</summary>
    public required TimeGrid Grid { get; init; }

    /// <summary>Price of the energy, currency/MWh, one a step.</summary>
    public required IReadOnlyList<double> PricePerMwh { get; init; }

    /// <summary>Fee per MWh that a battery sells or buys, currency/MWh; ≥ 0.</summary>
    public double FeePerMwh { get; init; }

    /// <summary>Most that all together export or import, MW; &gt; 0.</summary>
    public required double LimitMw { get; init; }

    /// <summary>How plans are kept from charging and discharging a battery at once. Default: held.</summary>
    public ExclusivityMode Exclusivity { get; init; } = ExclusivityMode.Held;

    internal void Check()
    {
        if (Plants is null || Plants.Count == 0)
            throw new ArgumentException("Plants: expected at least one, was none.", nameof(Plants));
        foreach (var plant in Plants)
            plant.Check();
        if (PricePerMwh is null || PricePerMwh.Count != Grid.Count)
            throw new ArgumentException($"PricePerMwh: expected {Grid.Count} values, was {PricePerMwh?.Count ?? 0}.", nameof(PricePerMwh));
        for (var t = 0; t < PricePerMwh.Count; t++)
        {
            if (!double.IsFinite(PricePerMwh[t]))
                throw new ArgumentException($"PricePerMwh[{t}] ({Grid.StartOf(t):O}): expected a finite price, was {PricePerMwh[t]}.", nameof(PricePerMwh));
        }

        if (!(FeePerMwh is >= 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(FeePerMwh), FeePerMwh, "Expected a number >= 0.");
        if (!(double.IsFinite(LimitMw) && LimitMw > 0))
            throw new ArgumentOutOfRangeException(nameof(LimitMw), LimitMw, "Expected a number > 0.");
    }
}

namespace Bess.Domain.Reserve;

/// <summary>How a product answers a deviation of frequency: nothing up to a dead band, then linear, full from a deviation on.</summary>
/// <remarks>Equality is by value; immutable and thread-safe.</remarks>
public readonly record struct FrequencyResponse
{
    /// <summary>Creates a response.</summary>
    /// <param name="deadbandHz">|Δf| up to which nothing is activated; ≥ 0.</param>
    /// <param name="fullHz">|Δf| from which all is activated; above the dead band.</param>
    /// <exception cref="ArgumentOutOfRangeException">When a number is outside its range.</exception>
    public FrequencyResponse(double deadbandHz, double fullHz)
    {
        if (!(double.IsFinite(deadbandHz) && deadbandHz >= 0))
            throw new ArgumentOutOfRangeException(nameof(deadbandHz), deadbandHz, "Expected a number >= 0.");
        if (!(double.IsFinite(fullHz) && fullHz > deadbandHz))
            throw new ArgumentOutOfRangeException(nameof(fullHz), fullHz, $"Expected a number > {deadbandHz}.");
        DeadbandHz = deadbandHz;
        FullHz = fullHz;
    }

    /// <summary>|Δf| up to which nothing is activated, Hz.</summary>
    public double DeadbandHz { get; }

    /// <summary>|Δf| from which all is activated, Hz.</summary>
    public double FullHz { get; }

    /// <summary>Activated power for a MW sold.</summary>
    /// <param name="direction">Of the product.</param>
    /// <param name="deviationHz">f − nominal, Hz; negative when frequency is low.</param>
    /// <returns>In [−1, 1]; &gt; 0 is more discharge.</returns>
    public double ActivationPerSoldMw(ReserveDirection direction, double deviationHz)
    {
        var share = Math.Clamp((Math.Abs(deviationHz) - DeadbandHz) / (FullHz - DeadbandHz), 0, 1);
        return deviationHz < 0
            ? direction == ReserveDirection.Down ? 0 : share
            : direction == ReserveDirection.Up ? 0 : -share;
    }
}

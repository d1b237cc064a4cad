namespace Bess.Domain.Reserve;

/// <summary>How a product answers a deviation of frequency: nothing up to a dead band, then linear, full from a deviation on; some have a knee between.</summary>
/// <remarks>Equality is by value; immutable and thread-safe.</remarks>
public readonly record struct FrequencyResponse
{
    /// <summary>Creates a response.</summary>
    /// <param name="deadbandHz">|Δf| up to which nothing is activated; ≥ 0.</param>
    /// <param name="fullHz">|Δf| from which all is activated; above the dead band.</param>
    /// <param name="kneeHz">|Δf| of the knee, between the two; null for a straight line.</param>
    /// <param name="kneeShare">Share that is activated at the knee, in [0, 1); 0 without one.</param>
    /// <exception cref="ArgumentOutOfRangeException">When a number is outside its range.</exception>
    public FrequencyResponse(double deadbandHz, double fullHz, double? kneeHz = null, double kneeShare = 0)
    {
        if (!(double.IsFinite(deadbandHz) && deadbandHz >= 0))
            throw new ArgumentOutOfRangeException(nameof(deadbandHz), deadbandHz, "Expected a number >= 0.");
        if (!(double.IsFinite(fullHz) && fullHz > deadbandHz))
            throw new ArgumentOutOfRangeException(nameof(fullHz), fullHz, $"Expected a number > {deadbandHz}.");
        if (kneeHz is { } knee && !(knee > deadbandHz && knee < fullHz))
            throw new ArgumentOutOfRangeException(nameof(kneeHz), kneeHz, $"Expected a number between {deadbandHz} and {fullHz}.");
        if (!(kneeShare is >= 0 and < 1) || (kneeHz is null && kneeShare != 0))
            throw new ArgumentOutOfRangeException(nameof(kneeShare), kneeShare, "Expected a number in [0, 1), and 0 without a knee.");
        (DeadbandHz, FullHz) = (deadbandHz, fullHz);
        (KneeHz, KneeShare) = (kneeHz ?? deadbandHz, kneeShare);
    }

    /// <summary>|Δf| up to which nothing is activated, Hz.</summary>
    public double DeadbandHz { get; }

    /// <summary>|Δf| from which all is activated, Hz.</summary>
    public double FullHz { get; }

    /// <summary>|Δf| of the knee, Hz; that of the dead band without one.</summary>
    public double KneeHz { get; }

    /// <summary>Share that is activated at the knee.</summary>
    public double KneeShare { get; }

    /// <summary>Activated power for a MW sold.</summary>
    /// <param name="direction">Of the product.</param>
    /// <param name="deviationHz">f − nominal, Hz; negative when frequency is low.</param>
    /// <returns>In [−1, 1]; &gt; 0 is more discharge.</returns>
    public double ActivationPerSoldMw(ReserveDirection direction, double deviationHz)
    {
        var size = Math.Abs(deviationHz);
        var share = size < KneeHz
            ? KneeShare * Math.Max(0, (size - DeadbandHz) / (KneeHz - DeadbandHz))
            : Math.Min(1, KneeShare + ((1 - KneeShare) * (size - KneeHz) / (FullHz - KneeHz)));
        return deviationHz < 0
            ? direction == ReserveDirection.Down ? 0 : share
            : direction == ReserveDirection.Up ? 0 : -share;
    }
}

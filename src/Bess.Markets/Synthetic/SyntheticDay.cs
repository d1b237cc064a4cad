namespace Bess.Markets.Synthetic;

/// <summary>The smooth shape of one made-up day.</summary>
internal sealed record SyntheticDay(DateOnly Date, double Level, double DemandFactor, double Sun, double Spike)
{
    private const double DaysPerYear = 365.25;
    private const double SpikeProbability = 0.02;

    public static SyntheticDay Draw(DateOnly date, double levelNoise, SeededNormal chance)
    {
        // 1 in mid-winter, -1 in mid-summer.
        var winter = Math.Cos(2 * Math.PI * (date.DayOfYear - 15) / DaysPerYear);
        var clouds = chance.Uniform();
        var sun = (0.6 - (0.4 * winter)) * (1 - (0.8 * clouds * clouds));
        var spike = chance.Uniform() < SpikeProbability ? 120 + (300 * chance.Uniform()) : 0;
        var weekend = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return new SyntheticDay(date, 72 + (10 * winter) + levelNoise - (weekend ? 12 : 0), weekend ? 0.7 : 1, sun, spike);
    }

    /// <summary>Price per MWh at a local hour of the day, 0 … 24.</summary>
    public double PricePerMwh(double hour) =>
        Level
        + (DemandFactor * ((30 * Bell(hour, 8, 1.6)) + (42 * Bell(hour, 19, 2))))
        - (16 * Bell(hour, 3, 2.5))
        - (88 * Sun * Bell(hour, 13, 2.4))
        + (Spike * Bell(hour, 18.5, 0.8));

    private static double Bell(double hour, double centre, double width) => Math.Exp(-0.5 * Math.Pow((hour - centre) / width, 2));
}

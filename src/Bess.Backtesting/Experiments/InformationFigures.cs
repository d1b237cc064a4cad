using Bess.Backtesting.Attribution;

namespace Bess.Backtesting.Experiments;

/// <summary>Realised and expected values of information side by side.</summary>
public sealed record InformationFigures
{
    /// <summary>Days of which there is an expected value.</summary>
    public required int ExpectedDays { get; init; }

    /// <summary>Mean expected EVPI of those days, per MW and 365 days; NaN without one.</summary>
    public required double ExpectedEvpiPerMwYear { get; init; }

    /// <summary>Mean expected VSS of those days, per MW and 365 days; NaN without one.</summary>
    public required double ExpectedVssPerMwYear { get; init; }

    /// <summary>The days, in order.</summary>
    public required IReadOnlyList<InformationDay> ByDay { get; init; }

    /// <summary>Lays the two side by side.</summary>
    /// <param name="realised">On the days that came.</param>
    /// <param name="expected">Over the scenarios of each day; may be empty.</param>
    public static InformationFigures Of(ValueOfInformation realised, IReadOnlyList<ExpectedInformation> expected)
    {
        ArgumentNullException.ThrowIfNull(realised);
        ArgumentNullException.ThrowIfNull(expected);
        var (scenarios, ahead) = (RunMoney.Of(realised.Scenarios), expected.ToDictionary(day => day.Day));
        double Yearly(Func<ExpectedInformation, double> value) =>
            expected.Count == 0 ? double.NaN : expected.Average(value) * DailyRisk.DaysPerYear / scenarios.PowerMw;
        return new InformationFigures
        {
            ExpectedDays = expected.Count,
            ExpectedEvpiPerMwYear = Yearly(day => day.Evpi),
            ExpectedVssPerMwYear = Yearly(day => day.Vss),
            ByDay = [.. scenarios.Days.Select((day, k) => new InformationDay(
                day.Day, realised.Perfect.Days[k].Net, day.Net, realised.Mean.Days[k].Net, ahead.GetValueOrDefault(day.Day)?.Evpi, ahead.GetValueOrDefault(day.Day)?.Vss))],
        };
    }
}

namespace Bess.Backtesting.Attribution;

/// <summary>Brings sums over a run to a MW and a year of 365 days.</summary>
/// <param name="Days">Days of the run.</param>
/// <param name="PowerMw">Discharge limit, MW.</param>
internal readonly record struct YearScale(int Days, double PowerMw)
{
    public double Of(decimal sum) => Of((double)sum);

    public double Of(double sum) => sum * DailyRisk.DaysPerYear / Days / PowerMw;
}

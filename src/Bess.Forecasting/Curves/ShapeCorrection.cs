using Bess.Domain.Time;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;
using MathNet.Numerics.LinearAlgebra;

namespace Bess.Forecasting.Curves;

/// <summary>Moves forecasts of a day so that their course over the day follows what such courses turned out to be.</summary>
/// <remarks>
/// <para>
/// A battery earns on differences within a day, so what counts is the expected course about the day's mean, not the median of each
/// hour. With x_k the courses about their means of six members (mean and median of the forecast, mean of the last seven days, mean of
/// the last four weeks' days of the same class, the last known day, the same weekday last week) the course is Σ β_k x_k. β is the
/// least-squares fit to the courses that came on the last 112 forecast days, drawn by a ridge towards fixed weights (the forecast .6,
/// seven days .2, four weeks .2); those hold while fewer than seven days are known. The day's mean stays that of the forecast.
/// </para>
/// <para>Every day uses what was known at its own decision. Chosen on July to December 2024 of DE_LU, NL and SE3.</para>
/// </remarks>
public static class ShapeCorrection
{
    /// <summary>Days of forecasts before the first one that counts from which it learns at most.</summary>
    public const int LearningDays = 112;

    private const int LeastDays = 7;
    private const int RecentDays = 7;
    private const int ClassDays = 28;
    private const double Ridge = 1;

    private static readonly double[] PriorWeights = [0.3, 0.3, 0.2, 0.2, 0, 0];

    /// <summary>Corrects forecasts of successive days.</summary>
    /// <param name="forecasts">Forecasts of whole local days in hours, each of its own decision, in order.</param>
    /// <param name="data">The data; nothing is read before it was known at the decision of the day.</param>
    /// <returns>The corrected forecasts; one whose past is unknown stays as it is.</returns>
    public static IReadOnlyList<QuantileForecast> Apply(IReadOnlyList<QuantileForecast> forecasts, MarketData data)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        ArgumentNullException.ThrowIfNull(data);
        var clock = data.Decision.Clock;
        var known = new WholeDays(data.Target, clock);
        var past = new List<(int Day, double[][] Members)>();
        var corrected = new List<QuantileForecast>(forecasts.Count);
        foreach (var forecast in forecasts)
        {
            var day = clock.LocalDate(forecast.Grid.Start).DayNumber;
            if (MembersOf(forecast, day, known, clock) is not { } members)
            {
                corrected.Add(forecast);
                continue;
            }

            corrected.Add(Moved(forecast, members, Weights(past, day, forecast.DecidedAt, known), clock));
            past.Add((day, members));
        }

        return corrected;
    }

    private static QuantileForecast Moved(QuantileForecast forecast, double[][] members, double[] weights, MarketClock clock)
    {
        var by = new double[forecast.Grid.Count];
        for (var t = 0; t < by.Length; t++)
        {
            var hour = DayHours.HourOf(forecast.Grid, t, clock);
            by[t] = -members[0][hour];
            for (var k = 0; k < weights.Length; k++)
                by[t] += weights[k] * members[k][hour];
        }

        return forecast.Moved(by, "course of the day corrected");
    }

    private static double[][]? MembersOf(QuantileForecast forecast, int day, WholeDays known, MarketClock clock)
    {
        var at = forecast.DecidedAt;
        var recent = known.Before(day, at, 2 * RecentDays).Take(RecentDays).ToArray();
        if (recent.Length == 0 || known.OfClass(day, day, at, ClassDays) is not { } ofClass)
            return null;
        return
        [
            Course(DayHours.Of(forecast.Grid, forecast.Mean(), clock)), Course(DayHours.Of(forecast.Grid, forecast.Median(), clock)),
            Course(WholeDays.MeanOf(recent.Select(one => one.Curve))!), Course(ofClass), Course(recent[0].Curve), Course(known.Read(day - RecentDays, at) ?? ofClass),
        ];
    }

    private static double[] Course(double[] curve)
    {
        var mean = curve.Average();
        return [.. curve.Select(value => value - mean)];
    }

    private static double[] Weights(List<(int Day, double[][] Members)> past, int day, DateTimeOffset decidedAt, WholeDays known)
    {
        var count = PriorWeights.Length;
        var squares = Matrix<double>.Build.Dense(count, count);
        var right = Vector<double>.Build.Dense(count);
        var prior = Vector<double>.Build.DenseOfArray(PriorWeights);
        var days = 0;
        foreach (var (before, members) in past)
        {
            if (before < day - LearningDays || known.Read(before, decidedAt) is not { } curve)
                continue;
            days++;
            var x = Matrix<double>.Build.DenseOfRowArrays(members).Transpose();
            squares += x.TransposeThisAndMultiply(x);
            right += x.TransposeThisAndMultiply(Vector<double>.Build.DenseOfArray(Course(curve)) - (x * prior));
        }

        var scale = squares.Trace() / count;
        if (days < LeastDays || !(scale > 0))
            return PriorWeights;
        squares += Matrix<double>.Build.DenseIdentity(count) * (Ridge * scale);
        return [.. prior + squares.Cholesky().Solve(right)];
    }
}

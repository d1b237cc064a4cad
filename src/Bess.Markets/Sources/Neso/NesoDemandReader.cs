using System.Globalization;
using Bess.Domain;
using Bess.Domain.Series;
using Bess.Markets.Sources.Documents;
using Bess.Markets.Sources.Elexon;

namespace Bess.Markets.Sources.Neso;

/// <summary>Reads historic demand of the data portal, as CSV or data store answer: 46, 48 or 50 settlement periods a day.</summary>
public static class NesoDemandReader
{
    private const string Day = "SETTLEMENT_DATE";
    private const string Period = "SETTLEMENT_PERIOD";

    private static readonly string[] DayForms = ["dd-MMM-yyyy", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>Column of the portal and series.</summary>
    internal static readonly (string Column, SeriesId Series)[] Columns =
    [
        ("ND", new SeriesId("GB", "national_demand_mw")),
        ("TSD", new SeriesId("GB", "transmission_system_demand_mw")),
        ("EMBEDDED_WIND_GENERATION", new SeriesId("GB", "embedded_wind_estimate_mw")),
        ("EMBEDDED_SOLAR_GENERATION", new SeriesId("GB", "embedded_solar_estimate_mw")),
    ];

    /// <summary>Reads one document.</summary>
    /// <param name="document">The CSV or JSON document.</param>
    /// <returns>National demand, demand on the transmission system, estimates of embedded wind and sun; or all faults.</returns>
    public static Validated<IReadOnlyList<SourceAnswer>> Read(PublishedDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var faults = new DocumentFaults(document.Name);
        var builder = new AnswerBuilder(EacReader.Publisher, document, faults);
        var records = NesoRecords.Read(document, [Day, Period, .. Columns.Select(one => one.Column)], faults);
        var series = Array.ConvertAll(Columns, one => builder.Series(one.Series, SeriesPublication.Of(one.Series), one.Column));
        foreach (var row in records.Rows)
        {
            var start = Start(records, row);
            for (var i = 0; i < Columns.Length; i++)
            {
                var value = records.Number(row, Columns[i].Column);
                if (start is not null)
                    series[i].Add(start.Value, SettlementPeriod.Length, value, row.Line);
            }
        }

        return builder.Build();
    }

    private static DateTimeOffset? Start(NesoRecords records, (int Line, string Path, string?[] Texts) row)
    {
        if (!DateOnly.TryParseExact(records.Text(row, Day), DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            records.Refuse(row, Day, "a day such as 27-OCT-2024");
            return null;
        }

        var expected = "a settlement period";
        if (int.TryParse(records.Text(row, Period), NumberStyles.None, CultureInfo.InvariantCulture, out var period)
            && SettlementPeriod.StartOf(day, period, out expected) is { } start)
        {
            return start;
        }

        records.Refuse(row, Period, expected);
        return null;
    }
}

using System.Globalization;
using System.IO.Compression;
using Bess.Domain;
using Bess.Domain.Units;

namespace Bess.Backtesting.Markets;

/// <summary>Daily reference rates of the European Central Bank from the folder <c>fx</c>: units of a currency for a euro.</summary>
/// <remarks>
/// Rates are published about 16:00 Central European time of their own business day; the rate of a local day is that of the last business
/// day before it, so it is known before the day begins. Immutable.
/// </remarks>
public sealed class ReferenceRates
{
    private const string Folder = "fx";
    private const string Suffix = "_per_eur";

    private readonly DateOnly[] _dates;
    private readonly double[] _perEuro;

    private ReferenceRates(string file, DateOnly[] dates, double[] perEuro) => (File, _dates, _perEuro) = (file, dates, perEuro);

    /// <summary>Name of the file.</summary>
    public string File { get; }

    /// <summary>Reads the rates of a currency.</summary>
    /// <param name="marketFolder">The folder of all zones, with <c>fx</c> in it.</param>
    /// <param name="currency">Which currency.</param>
    /// <returns>The rates, or why there are none.</returns>
    public static Validated<ReferenceRates> Read(string marketFolder, Currency currency)
    {
        ArgumentException.ThrowIfNullOrEmpty(marketFolder);
        var folder = Path.Combine(marketFolder, Folder);
        var column = currency.Code.ToLowerInvariant() + Suffix;
        foreach (var path in Directory.Exists(folder) ? Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToArray() : [])
        {
            if (!path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase))
                continue;
            if (Parse(path, column) is { } rates)
                return rates;
        }

        return Refuse(Folder, column, "a file of daily rates with the columns date and " + column, "none");
    }

    /// <summary>The rate that holds on a local day: of the last business day before it.</summary>
    /// <param name="day">Local day.</param>
    /// <returns>Units of the currency for a euro; null before the first rate.</returns>
    public double? On(DateOnly day)
    {
        var at = Array.BinarySearch(_dates, day);
        var last = (at < 0 ? ~at : at) - 1;
        return last < 0 ? null : _perEuro[last];
    }

    private static Validated<ReferenceRates>? Parse(string path, string column)
    {
        using var file = System.IO.File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        var name = Path.GetFileName(path);
        var header = (reader.ReadLine() ?? "").Split(',');
        var (dateAt, rateAt) = (Array.IndexOf(header, "date"), Array.IndexOf(header, column));
        if (dateAt < 0 || rateAt < 0)
            return null;
        var rates = new SortedDictionary<DateOnly, double>();
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            var cells = text.Split(',');
            if (cells.Length != header.Length || !DateOnly.TryParseExact(cells[dateAt], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return Refuse(FaultLocation.At(name, line), "date", $"{header.Length} cells with a date such as 2025-01-31", text);
            if (cells[rateAt].Length == 0)
                continue;
            if (!double.TryParse(cells[rateAt], NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) || !(rate > 0) || !double.IsFinite(rate))
                return Refuse(FaultLocation.At(name, line), column, "a number > 0", cells[rateAt]);
            rates[date] = rate;
        }

        return Validated<ReferenceRates>.FromValue(new ReferenceRates(name, [.. rates.Keys], [.. rates.Values]));
    }

    private static Validated<ReferenceRates> Refuse(string location, string field, string expected, string actual) =>
        Validated<ReferenceRates>.FromFault(new Fault(location, field, expected, actual));
}

using System.Globalization;
using Bess.Domain;
using Bess.Domain.Prices;
using Bess.Domain.Time;

namespace Bess.Markets.Sources.Csv;

/// <summary>Reads and writes price scenarios in long form: <c>scenario,probability,timestamp_utc,price_eur_per_mwh</c>.</summary>
/// <remarks>
/// Rows of one scenario stand in order of time; scenarios may be mixed. Every row repeats its scenario's probability. All scenarios
/// have the same intervals, no price is missing, the probabilities are above 0 and sum to 1 within 1e-9. Leading comments
/// <c># known_at: 2026-03-09T11:45:00Z</c> and <c># synthetic: …</c> carry what the columns cannot. Faults are told all together,
/// with line numbers (first line is 1, comments count). Equal sets give equal bytes.
/// </remarks>
public static class ScenarioCsv
{
    private const string Label = "scenario";
    private const string Probability = "probability";
    private const string KnownAtKey = "known_at";

    /// <summary>Reads a scenario file.</summary>
    /// <param name="path">The file, <c>.csv</c> or <c>.csv.gz</c>.</param>
    /// <param name="options">Column, currency and step where there is a choice; zone and publication are not used.</param>
    /// <returns>
    /// The set, in order of first appearance of its scenarios, known at the comment's instant or, without one, at the start of the
    /// first interval; or all faults.
    /// </returns>
    public static Validated<ScenarioSet> Read(string path, PriceCsvOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(CsvTable.Read(path), options ?? new PriceCsvOptions());
    }

    /// <summary>Reads scenarios from a text.</summary>
    /// <param name="reader">The text; read to its end, not closed.</param>
    /// <param name="source">Name of the source for faults and provenance.</param>
    /// <param name="options">Column, currency and step where there is a choice; zone and publication are not used.</param>
    /// <returns>The set as from a file, or all faults.</returns>
    public static Validated<ScenarioSet> Read(TextReader reader, string source, PriceCsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentException.ThrowIfNullOrEmpty(source);
        return Read(CsvTable.Read(reader, source), options ?? new PriceCsvOptions());
    }

    /// <summary>Writes beside the target and renames.</summary>
    /// <param name="scenarios">The set; its scenarios are numbered 1 … S.</param>
    /// <param name="path">The file, <c>.csv</c> or <c>.csv.gz</c>; its folder must exist; an existing file is replaced.</param>
    /// <exception cref="IOException">When the file cannot be written.</exception>
    public static void Write(ScenarioSet scenarios, string path)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        AtomicFile.Write(path, writer => Write(scenarios, writer));
    }

    /// <summary>Writes to a text writer.</summary>
    /// <param name="scenarios">The set; its scenarios are numbered 1 … S.</param>
    /// <param name="writer">Gets the text; not closed. Lines end as the writer's do.</param>
    public static void Write(ScenarioSet scenarios, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteLine(CsvText.Comment(scenarios.Provenance));
        writer.WriteLine($"# {KnownAtKey}: {UtcText.Of(scenarios.KnownAt)}");
        writer.WriteLine($"{Label},{Probability},{StampColumn.Name},{CsvText.PriceColumn("price", scenarios.Currency)}");
        for (var s = 0; s < scenarios.Count; s++)
        {
            var prices = scenarios.PricesPerMwh(s);
            var head = string.Create(CultureInfo.InvariantCulture, $"{s + 1},{CsvText.Number(scenarios.Probabilities[s])}");
            for (var t = 0; t < prices.Length; t++)
                writer.WriteLine($"{head},{UtcText.Of(scenarios.Grid.StartOf(t))},{CsvText.Number(prices[t])}");
        }
    }

    private static Validated<ScenarioSet> Read(CsvTable table, PriceCsvOptions options)
    {
        var label = table.RequireColumn(Label);
        var probability = table.RequireColumn(Probability);
        var stamp = table.RequireColumn(StampColumn.Name);
        var price = table.Header.Length == 0 ? null : PriceColumn.Choose(table, options.Column, options.Currency);
        if (label < 0 || probability < 0 || stamp < 0 || price is null)
            return Refused(table);

        var rows = ScenarioRow.Read(table, label, probability, stamp, price);
        foreach (var row in rows.Where(row => row.Label.Length == 0))
            table.Faults.Add(new Fault(table.At(row.Line), Label, "a name or number", "a blank"));
        var scenarios = rows.GroupBy(row => row.Label).ToArray();
        var grid = CommonGrid(table, scenarios, options.Step);
        var probabilities = scenarios.Select(scenario => OneProbability(table, scenario)).ToArray();
        var sum = probabilities.Sum();
        if (double.IsFinite(sum) && table.Rows.Count > 0 && Math.Abs(sum - 1) > ScenarioSet.ProbabilitySumTolerance)
            table.Faults.Add(new Fault(table.Source, Probability, "a sum of 1 within 1e-9 over the scenarios", CsvText.Number(sum)));
        var known = KnownAt(table);
        if (table.Faults.Count > 0 || grid is null)
            return Refused(table);

        var synthetic = table.Comment(PriceCsvReader.SyntheticKey);
        var detail = $"column {price.Name}" + (string.IsNullOrEmpty(synthetic) ? "" : $"; {synthetic}");
        return ScenarioSet.Create(
            table.Source, price.Currency, grid, scenarios.SelectMany(scenario => scenario.Select(row => row.PricePerMwh)).ToArray(),
            probabilities, known ?? grid.Start, new Provenance(table.Source, detail, synthetic is not null), table.Source);
    }

    private static Validated<ScenarioSet> Refused(CsvTable table) =>
        Validated<ScenarioSet>.FromFaults(PriceCsvReader.InFileOrder(table.Faults));

    // The grid of the first scenario; another grid in another scenario is a fault.
    private static TimeGrid? CommonGrid(CsvTable table, IGrouping<string, ScenarioRow>[] scenarios, TimeSpan? step)
    {
        TimeGrid? common = null;
        foreach (var scenario in scenarios)
        {
            var cells = scenario.Select(row => (row.Line, row.Stamp)).ToArray();
            var grid = StampColumn.Read(table, cells, common?.Step ?? step);
            if (common is not null && grid is not null && grid != common)
            {
                table.Faults.Add(new Fault(
                    table.At(cells[0].Line), StampColumn.Name, $"the intervals of scenario '{scenarios[0].Key}', {common}",
                    $"{grid} in scenario '{scenario.Key}'"));
            }

            common ??= grid;
        }

        return common;
    }

    private static double OneProbability(CsvTable table, IGrouping<string, ScenarioRow> scenario)
    {
        var first = scenario.First();
        if (double.IsFinite(first.Probability) && first.Probability <= 0)
            table.Faults.Add(new Fault(table.At(first.Line), Probability, "a number > 0", CsvText.Number(first.Probability)));
        foreach (var other in scenario.Where(row => double.IsFinite(row.Probability) && row.Probability != first.Probability))
        {
            table.Faults.Add(new Fault(
                table.At(other.Line), Probability, $"{CsvText.Number(first.Probability)} as in line {first.Line}", CsvText.Number(other.Probability)));
        }

        return first.Probability;
    }

    private static DateTimeOffset? KnownAt(CsvTable table)
    {
        var text = table.Comment(KnownAtKey);
        if (text is null)
            return null;
        if (UtcText.TryParse(text, out var known))
            return known;
        table.Faults.Add(new Fault(table.Source, KnownAtKey, "an instant in UTC such as 2026-03-09T11:45:00Z", $"'{text}'"));
        return null;
    }

    private sealed record ScenarioRow(int Line, string Label, double Probability, string Stamp, double PricePerMwh)
    {
        public static ScenarioRow[] Read(CsvTable table, int label, int probability, int stamp, PriceColumn price) =>
            table.Rows.Select(row => new ScenarioRow(
                row.Line, row.Cells[label].Trim(), table.Number(row.Line, ScenarioCsv.Probability, row.Cells[probability], blankAllowed: false),
                row.Cells[stamp], table.Number(row.Line, price.Name, row.Cells[price.Index], blankAllowed: false))).ToArray();
    }
}

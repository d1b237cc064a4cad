using Bess.Coordination.Coupling;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Domain.Units;

namespace Bess.Cli.Inputs;

/// <summary>Reads a promised schedule: timestamp_utc, power_mw and, for priced deviations, two prices in the scenarios' currency.</summary>
internal static class CommitmentFile
{
    public const string PowerColumn = "power_mw";

    private const string Surplus = "surplus_price_";
    private const string Shortfall = "shortfall_price_";

    /// <summary>Reads the table alone, to see whether it is one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="currency">Currency that the price columns must name; null for any of the catalogue.</param>
    public static Validated<TimedTable> ReadTable(string path, Currency? currency) =>
        TimedTable.Read(path, [PowerColumn], PriceColumns(currency));

    /// <summary>Reads a commitment on a grid.</summary>
    public static Validated<Commitment> Read(CommitmentSource source, TimeGrid grid, Currency currency) =>
        ReadTable(source.Path, currency).Bind(table =>
        {
            var surplus = PriceColumn(Surplus, currency);
            var shortfall = PriceColumn(Shortfall, currency);
            var mode = source.Mode ?? (table.Has(surplus) || table.Has(shortfall) ? CommitmentMode.Priced : CommitmentMode.Hard);
            return mode == CommitmentMode.Hard
                ? table.On(grid, PowerColumn).Map(power => new Commitment(power, mode, source.Group))
                : Priced(source, table, grid, surplus, shortfall);
        });

    private static Validated<Commitment> Priced(CommitmentSource source, TimedTable table, TimeGrid grid, string surplus, string shortfall)
    {
        var missing = new[] { surplus, shortfall }.Where(name => !table.Has(name)).ToArray();
        if (missing.Length > 0)
        {
            return Validated<Commitment>.FromFaults(missing.Select(
                name => new Fault(table.Source, name, $"a column {name}, because deviations are priced", "no such column")));
        }

        return table.On(grid, PowerColumn).Bind(power => table.On(grid, surplus).Bind(up => table.On(grid, shortfall).Bind(down =>
        {
            var faults = Enumerable.Range(0, grid.Count).Where(t => !(up[t] + down[t] > 0)).Select(t => new Fault(
                table.Source, $"{shortfall}[{UtcText.Of(grid.StartOf(t))}]", "surplus and shortfall price with a sum > 0",
                FormattableString.Invariant($"{up[t]} + {down[t]}"))).ToArray();
            return faults.Length > 0
                ? Validated<Commitment>.FromFaults(faults)
                : Validated<Commitment>.FromValue(new Commitment(power, CommitmentMode.Priced, source.Group, up, down));
        })));
    }

    private static string PriceColumn(string stem, Currency currency) => $"{stem}{currency.Code.ToLowerInvariant()}_per_mwh";

    private static string[] PriceColumns(Currency? currency)
    {
        var currencies = currency is { } one ? [one] : BiddingZone.Catalogue.Select(zone => zone.Currency).Distinct().ToArray();
        return [.. currencies.SelectMany(each => new[] { PriceColumn(Surplus, each), PriceColumn(Shortfall, each) })];
    }
}

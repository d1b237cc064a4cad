using Bess.Coordination.Coupling;
using Bess.Domain;
using Bess.Domain.Time;
using Bess.Domain.Units;
using Bess.Markets.Sources.Csv;

namespace Bess.Cli.Inputs;

/// <summary>Turns tables of power into commitments and known injections.</summary>
internal static class CommitmentFile
{
    /// <summary>A promised schedule on a grid; priced when the file has deviation prices and nothing else is asked.</summary>
    public static Validated<Commitment> Read(CommitmentSource source, TimeGrid grid, Currency currency) =>
        PowerCsv.Read(source.Path, grid).Bind(table =>
        {
            var mode = source.Mode ?? (table.Currency is null ? CommitmentMode.Hard : CommitmentMode.Priced);
            return mode == CommitmentMode.Hard
                ? Validated<Commitment>.FromValue(new Commitment(table.PowerMw, mode, source.Group))
                : Priced(source, table, currency);
        });

    /// <summary>The known power of others on a grid; positive is export.</summary>
    public static Validated<KnownInjection> Read(InjectionSource source, TimeGrid grid) =>
        PowerCsv.Read(source.Path, grid).Map(table => new KnownInjection(table.PowerMw, source.Group));

    private static Validated<Commitment> Priced(CommitmentSource source, PowerTable table, Currency currency)
    {
        var file = Path.GetFileName(source.Path);
        if (table.Currency != currency)
        {
            var columns = $"columns surplus_price_{Unit(currency)} and shortfall_price_{Unit(currency)}, because deviations are priced";
            var actual = table.Currency is { } other ? $"prices in {other.Code}" : "no price columns";
            return Validated<Commitment>.FromFault(new Fault(file, $"surplus_price_{Unit(currency)}", columns, actual));
        }

        var (up, down) = (table.SurplusPricePerMwh!, table.ShortfallPricePerMwh!);
        var faults = Enumerable.Range(0, table.Grid.Count).Where(t => !(up[t] + down[t] > 0)).Select(t => new Fault(
            file, $"shortfall_price_{Unit(currency)}[{UtcText.Of(table.Grid.StartOf(t))}]", "surplus and shortfall price with a sum > 0",
            FormattableString.Invariant($"{up[t]} + {down[t]}"))).ToArray();
        return faults.Length > 0
            ? Validated<Commitment>.FromFaults(faults)
            : Validated<Commitment>.FromValue(new Commitment(table.PowerMw, CommitmentMode.Priced, source.Group, up, down));
    }

    private static string Unit(Currency currency) => $"{currency.Code.ToLowerInvariant()}_per_mwh";
}

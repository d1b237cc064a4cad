using Bess.Coordination.Coupling;
using Bess.Domain;
using Bess.Domain.Time;

namespace Bess.Cli.Inputs;

/// <summary>Reads the known power of others: timestamp_utc, power_mw; positive is export.</summary>
internal static class InjectionFile
{
    public static Validated<KnownInjection> Read(InjectionSource source, TimeGrid grid) =>
        TimedTable.Read(source.Path, [CommitmentFile.PowerColumn], [])
            .Bind(table => table.On(grid, CommitmentFile.PowerColumn))
            .Map(power => new KnownInjection(power, source.Group));
}

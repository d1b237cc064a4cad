using System.Text.Json;
using Bess.Cli.Rendering;
using Bess.Domain.Json;

namespace Bess.Cli.Commands.Fleets;

/// <summary>Shows a fleet's sums.</summary>
internal static class FleetRenderer
{
    public static void Render(FleetSummary summary, OutputFormat format, TextWriter output)
    {
        if (format == OutputFormat.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(new { kind = "fleet", schemaVersion = BessJson.SchemaVersion, fleet = summary }, BessJson.Indented));
            return;
        }

        output.WriteLine(FormattableString.Invariant(
            $"{Printable.Line(summary.Name)}: {summary.Batteries} batteries, {summary.Groups} groups, {summary.EnergyCapacityMwh:0.###} MWh, ")
            + FormattableString.Invariant($"charge {summary.ChargeLimitMw:0.###} MW, discharge {summary.DischargeLimitMw:0.###} MW, ")
            + FormattableString.Invariant($"{summary.InitialEnergyMwh:0.###} MWh stored"));
    }
}

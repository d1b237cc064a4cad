using System.Globalization;
using System.Text.Json;
using Bess.Cli.Rendering;
using Bess.Domain.Json;

namespace Bess.Cli.Commands.Verify;

/// <summary>Shows a verdict.</summary>
internal static class VerdictRenderer
{
    private const int Shown = 200;

    public static void Render(CheckedInput result, OutputFormat format, TextWriter output)
    {
        if (format == OutputFormat.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(
                new { kind = "verdict", schemaVersion = BessJson.SchemaVersion, input = result.Input, detail = result.Words, isAccepted = result.IsAccepted, findings = result.Findings },
                BessJson.Indented));
            return;
        }

        output.WriteLine(result.IsAccepted
            ? $"{result.Input} holds: {Printable.Line(result.Words)}"
            : string.Create(CultureInfo.InvariantCulture, $"{result.Input} does not hold: {Printable.Line(result.Words)}; {result.Findings.Count} findings"));
        foreach (var finding in result.Findings.Take(Shown))
        {
            var where = string.Join(" ", new[] { finding.Step is { } step ? string.Create(CultureInfo.InvariantCulture, $"#{step}") : "", finding.At ?? "", finding.Subject }.Where(part => part.Length > 0));
            output.WriteLine(Printable.Line($"  {finding.Rule}{(where.Length > 0 ? $" ({where})" : "")}: expected {finding.Limit}, was {finding.Actual}"));
        }

        if (result.Findings.Count > Shown)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  and {result.Findings.Count - Shown} more"));
    }
}

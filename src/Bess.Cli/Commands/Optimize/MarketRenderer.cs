using System.Globalization;
using System.Text.Json;
using Bess.Backtesting.Desk;
using Bess.Cli.Rendering;
using Bess.Cli.Runs;
using Bess.Domain.Json;
using Bess.Domain.Time;
using Bess.Reports;

namespace Bess.Cli.Commands.Optimize;

/// <summary>Shows a plan of more than one market.</summary>
internal static class MarketRenderer
{
    private const int Width = 21;
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static int CodeOf(MarketResult result) => !result.Audit.IsAccepted ? ExitCode.NoFeasiblePlan : ExitCode.Done;

    public static void Render(MarketResult result, OutputFormat format, TextWriter output) =>
        Rendered.Write(format, output, () => Document(result), () => Csv(result, output), () => Table(result, output));

    private static Dictionary<string, object?> Document(MarketResult result)
    {
        var claim = result.Claim;
        var document = new Dictionary<string, object?>
        {
            ["kind"] = "plan",
            ["schemaVersion"] = BessJson.SchemaVersion,
            ["agent"] = result.Member.Battery.Id.Value,
            ["battery"] = JsonSerializer.Deserialize<JsonElement>(BatteryFile.ToJson(result.Member)),
            ["status"] = Status(result),
            ["currency"] = result.Prices.Scenarios.Currency.Code,
            ["horizon"] = HorizonDocument.Of(claim.Grid, result.Prices.Zone),
            ["scenarios"] = result.Scenarios.Count > 0 ? result.Scenarios.Count : result.Prices.Scenarios.Count,
            ["expectedProfit"] = result.Money.ExpectedProfit,
            ["conditionalValueAtRisk"] = result.Money.TailLoss,
            ["wearCost"] = result.Money.WearCost,
            ["terminalValue"] = result.Money.TerminalValue,
            ["cost"] = result.Money.Cost,
            ["lowerBound"] = result.LowerBound,
            ["powerMw"] = claim.PowerMw,
            ["stateOfChargeMwh"] = claim.EnergyMwh,
        };
        if (result.Scenarios.Count > 0)
        {
            document["dispatchMw"] = result.Scenarios.Select(scenario => scenario.PowerMw).ToArray();
            document["dispatchEnergyMwh"] = result.Scenarios.Select(scenario => scenario.EnergyMwh).ToArray();
        }
        else if (claim.Connection is { } node)
        {
            document["connection"] = node;
        }
        else
        {
            document["venueMw"] = claim.VenueMw;
            document["reserves"] = claim.Reserves.Select(reserve => new { product = reserve.Product.Name, soldMw = reserve.SoldMw }).ToArray();
        }

        document["verdict"] = VerdictPart.Of(result.Audit, claim.Grid);
        document["problem"] = result.Problem;
        document["notes"] = result.Prices.Notes;
        return document;
    }

    private static string Status(MarketResult result) => result.IsProved ? "Optimal" : "Bounded";

    private static (string[] Names, Func<int, double>[] Values) Columns(MarketResult result) => result.Scenarios.Count > 0
        ? (["expected real-time MW", "least MW", "most MW"],
            [
                t => result.Scenarios.Select((scenario, s) => result.Weights[s] * scenario.PowerMw[t]).Sum(),
                t => result.Scenarios.Min(scenario => scenario.PowerMw[t]),
                t => result.Scenarios.Max(scenario => scenario.PowerMw[t]),
            ])
        : result.Claim.Connection is { } node ? (["import MW", "export MW", "solar MW", "load MW", "curtailed MW"],
            [t => node.ImportMw[t], t => node.ExportMw[t], t => node.SolarMw[t], t => node.LoadMw[t], t => node.CurtailedMw[t]])
        : ([.. result.Claim.Reserves.Select(reserve => $"{reserve.Product.Name} MW")], [.. result.Claim.Reserves.Select(reserve => (Func<int, double>)(t => reserve.SoldMw[t]))]);

    private static void Csv(MarketResult result, TextWriter output)
    {
        var (names, values) = Columns(result);
        output.Write($"timestamp_utc,power_mw,state_of_charge_mwh{string.Concat(names.Select(name => "," + name.ToLowerInvariant().Replace(' ', '_').Replace('-', '_')))}\n");
        for (var t = 0; t < result.Claim.Grid.Count; t++)
        {
            var cells = values.Select(value => value(t)).Prepend(result.Claim.EnergyMwh[t]).Prepend(result.Claim.PowerMw[t]);
            output.Write($"{UtcText.Of(result.Claim.Grid.StartOf(t))},{string.Join(',', cells.Select(value => value.ToString("R", Plain)))}\n");
        }
    }

    private static void Table(MarketResult result, TextWriter output)
    {
        var (claim, currency) = (result.Claim, result.Prices.Scenarios.Currency.Code);
        var expected = result.Prices.Scenarios.ExpectedPricesPerMwh();
        output.Write($"{result.Member.Battery.Id}: {Status(result)}, {HorizonText.Of(claim.Grid)}\n\n");
        foreach (var (label, amount) in new[]
        {
            ("expected profit, after wear", result.Money.ExpectedProfit), ("CVaR of loss", result.Money.TailLoss), ("wear", result.Money.WearCost),
            ("value of energy left", result.Money.TerminalValue), ("cost (objective)", result.Money.Cost), ("lower bound", result.LowerBound),
        })
        {
            output.Write(string.Create(Plain, $"{label,-28} {amount,14:0.00} {currency}\n"));
        }

        var (names, values) = Columns(result);
        var power = result.Scenarios.Count > 0 ? "day-ahead MW" : "power MW";
        output.Write($"\n{string.Join("  ", HorizonText.Columns(result.Prices.Zone)),-40} {"price/MWh",10} {power,12} {"energy MWh",10}{string.Concat(names.Select(name => $" {name,Width}"))}\n");
        for (var t = 0; t < claim.Grid.Count; t++)
        {
            var when = string.Join("  ", HorizonText.Instants(claim.Grid, t, result.Prices.Zone));
            output.Write(string.Create(Plain, $"{when,-40} {expected[t],10:0.00} {Zero(claim.PowerMw[t]),12:0.0000} {Zero(claim.EnergyMwh[t]),10:0.0000}"));
            output.Write(string.Concat(values.Select(value => string.Create(Plain, $" {Zero(value(t)),Width:0.0000}"))) + "\n");
        }

        output.Write(VerdictPart.Line(result.Audit));
        foreach (var note in result.Prices.Notes)
            output.Write($"note: {Printable.Line(note)}\n");
    }

    // Adding zero makes a rounded minus zero a plain one.
    private static double Zero(double value) => Math.Round(value, 4) + 0.0;
}

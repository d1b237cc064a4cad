using System.CommandLine;
using Bess.Backtesting.Attribution;
using Bess.Cli.Rendering;
using Bess.Domain;

namespace Bess.Cli.Commands.Compare;

/// <summary><c>bess compare</c>: the difference of two backtests.</summary>
internal static class CompareCommand
{
    public static Command Create(CliContext context)
    {
        var first = new Argument<string>("RUN") { Description = "Folder of a backtest" };
        var second = new Argument<string>("OTHER") { Description = "Folder of another one, of the same zone and days" };
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var command = new Command("compare", "Compare two backtests day by day: the difference with its interval, by stream.") { first, second, output };
        command.SetAction(parsed =>
        {
            var format = parsed.GetValue(output);
            var (a, b) = (ComparedRun.Read(context.Resolve(parsed.GetValue(first)!)), ComparedRun.Read(context.Resolve(parsed.GetValue(second)!)));
            Fault[] faults = [.. a.Faults, .. b.Faults];
            if (faults.Length > 0)
                return context.Refuse(faults, format);
            var report = DifferenceReport.Of(a.Value, b.Value);
            if (!report.TryGet(out var difference))
                return context.Refuse([.. report.Faults.Select(fault => fault with { Location = fault.Location.Length > 0 ? fault.Location : "second run" })], format);
            CompareRenderer.Render(a.Value, b.Value, difference, format, context.Out);
            return ExitCode.Done;
        });
        return command;
    }
}

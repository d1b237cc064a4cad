using System.CommandLine;
using Bess.Cli.Inputs;
using Bess.Cli.Rendering;
using Bess.Domain;

namespace Bess.Cli.Commands.Optimize;

/// <summary><c>bess optimize</c>: plans one battery alone.</summary>
internal static class OptimizeCommand
{
    public static Command Create(CliContext context)
    {
        var fleet = Options.Text("--fleet", "The fleet file with the battery (required without --site)", "FILE");
        var agent = Options.Text("--agent", "Its name [default: the only one in the file]", "ID");
        var prices = new PriceOptions();
        var markets = new MarketOptions();
        var site = new ConnectionOptions();
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json, OutputFormat.Csv);
        var command = new Command("optimize", "Plan one battery alone: day-ahead, with reserve, with recourse in real time, or with a roof and a load behind one connection. Exits 3 when the plan checker refuses the plan.") { fleet, agent, output };
        prices.AddTo(command);
        markets.AddTo(command);
        site.AddTo(command, fleet);
        command.SetAction(parsed =>
        {
            var format = parsed.GetValue(output);
            var said = prices.Read(parsed, context);
            if (RunCheck.PricesLacking(said) is { } lacking)
            {
                context.Error.WriteLine(said.ZoneName is null ? "Expected --prices FILE, --scenarios-file FILE or --zone ZONE --day YYYY-MM-DD." : $"Expected {lacking}.");
                context.Error.WriteLine("Run 'bess optimize --help' for the options.");
                return ExitCode.Usage;
            }

            if (site.Read(parsed, context, said) is { } asked)
                return End(context, ConnectionHandler.Run(asked), format);
            var whole = said with { FleetPath = context.Resolve(parsed.GetValue(fleet)!) };
            var order = markets.Read(parsed, context);
            return order.IsPlain ? Run(context, whole, parsed.GetValue(agent), format) : End(context, OptimizeHandler.Run(whole, parsed.GetValue(agent), order), format);
        });
        return command;
    }

    private static int Run(CliContext context, RunSpecification specification, string? agent, OutputFormat format)
    {
        var outcome = OptimizeHandler.Run(specification, agent);
        if (!outcome.TryGet(out var result))
            return context.Refuse(outcome.Faults, format);
        OptimizeRenderer.Render(result, format, context.Out);
        return OptimizeRenderer.CodeOf(result);
    }

    private static int End(CliContext context, Validated<MarketResult> outcome, OutputFormat format)
    {
        if (!outcome.TryGet(out var result))
            return context.Refuse(outcome.Faults, format);
        MarketRenderer.Render(result, format, context.Out);
        return MarketRenderer.CodeOf(result);
    }
}

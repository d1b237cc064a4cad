using System.CommandLine;
using Bess.Cli.Inputs;
using Bess.Cli.Rendering;
using Bess.Domain;
using Bess.Forecasting.Features;
using Bess.Forecasting.Models;

namespace Bess.Cli.Commands.Forecast;

/// <summary><c>bess forecast train</c>: trains a model and saves it.</summary>
internal static class TrainCommand
{
    public static Command Create(CliContext context)
    {
        var data = new ForecastDataOptions();
        var model = new ForecastModelOptions();
        var to = Options.Date("--to", "Last day to learn from; the model forecasts the days after it (required)").Needed();
        var save = Options.Text("--save", "File of the model, which must not exist (required)", "FILE").Needed();
        var command = new Command("train", "Train a model and save it.") { to, save };
        data.AddTo(command);
        model.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = context.Resolve(parsed.GetValue(save)!);
            if (NewFile.Check(path) is { } fault)
                return context.Refuse([fault with { Field = save.Name }], OutputFormat.Table);
            var read = data.Read(parsed, context);
            if (!read.TryGet(out var market))
                return context.Refuse(read.Faults, OutputFormat.Table);
            return await Task.Run(
                () => Run(context, market, parsed.GetValue(to)!.Value.AddDays(1), model.Read(parsed), path, cancellationToken), CancellationToken.None);
        });
        return command;
    }

    private static int Run(CliContext context, MarketData data, DateOnly day, ForecastOptions options, string path, CancellationToken cancellationToken)
    {
        var line = new RollLine(context.Error, context.Host.Clock);
        Validated<TrainedModel> outcome = ForecastTrainer.Train(data, day, options, line, cancellationToken);
        if (!outcome.TryGet(out var model))
            return context.Refuse(outcome.Faults, OutputFormat.Table);
        ModelFiles.Save(model, path);
        context.Error.WriteLine(
            $"Trained {EvaluationRenderer.NameOf(model.Kind)} ({EvaluationRenderer.NameOf(model.Chosen)}) for {model.Target} from {day:yyyy-MM-dd} on; "
            + $"written to {Path.GetRelativePath(context.Host.WorkingFolder, path)}.");
        return ExitCode.Done;
    }
}

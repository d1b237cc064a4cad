using Bess.Backtesting.Desk;
using Bess.Cli.Inputs;
using Bess.Cli.Rendering;
using Bess.Cli.Runs;
using Bess.Domain;
using Bess.Reports.Backtests;

namespace Bess.Cli.Commands.Backtest;

/// <summary>Runs a backtest in its folder and shows it.</summary>
internal static class BacktestHandler
{
    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(CliContext context, BacktestOrder order, BacktestPlace place, OutputFormat format, CancellationToken cancellationToken)
    {
        var began = context.Host.Clock.GetTimestamp();
        if (place.Folder is { } named && BacktestFolder.Check(named) is { } fault)
            return Refuse(context, [fault], format);
        var read = BacktestInputs.Load(order);
        if (!read.TryGet(out var loaded))
            return Refuse(context, read.Faults, format);
        var startedAt = context.Host.Clock.GetUtcNow();
        var path = place.Folder ?? RunName.Free(context.Resolve("runs"), new RunSpecification { Name = $"{order.Zone}-{order.Strategy}" }, startedAt);
        var opened = BacktestFolder.Open(path, BacktestManifest.Of(order, loaded, path, startedAt));
        if (!opened.TryGet(out var folder))
            return Refuse(context, opened.Faults, format);
        using (folder)
        {
            var words = Path.GetRelativePath(context.Host.WorkingFolder, path);
            if (folder.IsBegun)
                context.Error.WriteLine($"Going on with the run in {words}.");
            var job = new JobPlace(place.Forecasts, words, BacktestReport.Text, () => context.Host.Clock.GetElapsedTime(began).TotalSeconds);
            try
            {
                using var talk = new ProgressTalk(context);
                var ran = BacktestJob.Run(loaded, folder, job, DeskTalk.On(talk, loaded.Request.Market.Currency), cancellationToken);
                return ran.TryGet(out var end) ? Show(context, end, place.Report, format) : Refuse(context, ran.Faults, format);
            }
            catch (OperationCanceledException)
            {
                context.Error.WriteLine($"Stopped; go on with 'bess backtest --resume {words}'.");
                return ExitCode.Stopped;
            }
        }
    }

    private static int Show(CliContext context, BacktestEnd end, string? report, OutputFormat format)
    {
        if (end.Leak is { } leak)
            return BacktestRenderer.Leak(leak, format, context);
        if (report is not null)
            NewFile.Write(report, end.Written!.Page);
        BacktestRenderer.Render(end.Written!.Data, end.Written.Document, format, context.Out);
        return ExitCode.Done;
    }

    private static int Refuse(CliContext context, IReadOnlyList<Fault> faults, OutputFormat format) => context.Refuse(OptionFaults.Of(faults), format);
}

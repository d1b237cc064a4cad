using System.CommandLine;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Running;
using Bess.Cli.Rendering;
using Bess.Domain;

namespace Bess.Cli.Commands.Backtest;

/// <summary>Runs a number of backtests that leave no folder, with forecasts that they share.</summary>
internal sealed class SeriesOptions
{
    private readonly Option<string?> _forecasts = Options.Text(
        "--forecasts", "Keep forecasts in this folder by the hash of all that they rest on, and take them from there [default: BESS_FORECAST_CACHE, else none]", "FOLDER");

    /// <summary>The option of the folder of forecasts.</summary>
    public Option Forecasts => _forecasts;

    /// <summary>Lends a function that runs a backtest; a leak ends everything.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="context">The invocation.</param>
    /// <param name="count">How many runs are to come, for the progress.</param>
    /// <param name="work">Uses the function and gives the exit code.</param>
    /// <param name="cancellationToken">Ends a run.</param>
    public int Run(
        ParseResult parsed, CliContext context, int count, Func<Func<BacktestRequest, Validated<BacktestOutcome>>, int> work, CancellationToken cancellationToken)
    {
        var named = parsed.GetValue(_forecasts) ?? context.Host.EnvironmentVariable("BESS_FORECAST_CACHE");
        var own = string.IsNullOrEmpty(named) ? Directory.CreateTempSubdirectory("bess-forecasts-").FullName : null;
        try
        {
            var done = 0;
            using var talk = new ProgressTalk(context);
            return work(request =>
            {
                var outcome = BacktestRunner.Run(
                    request, ledgerPath: null, own ?? context.Resolve(named!), DeskTalk.On(talk, request.Market.Currency, $"run {++done} of {count}, "), cancellationToken);
                return outcome.Bind(run => run.Leakage.LeakingDays.Count > 0 && !BacktestRunner.SeesFuture(request)
                    ? throw new LeakException(run.Leakage)
                    : Validated<BacktestOutcome>.FromValue(run));
            });
        }
        catch (LeakException leak)
        {
            return BacktestRenderer.Leak(leak.Certificate, OutputFormat.Table, context);
        }
        catch (OperationCanceledException)
        {
            context.Error.WriteLine("Stopped; nothing was written.");
            return ExitCode.Stopped;
        }
        finally
        {
            if (own is not null)
                Directory.Delete(own, recursive: true);
        }
    }
}

using Bess.Backtesting.Running;
using Bess.Domain;

namespace Bess.Backtesting.Desk;

/// <content>Runs what waits, one after another.</content>
public sealed partial class BacktestDesk
{
    private const string RunWords = "backtests";

    // Progress within a step is told this often at most; closed days always.
    private static readonly TimeSpan BetweenSteps = TimeSpan.FromMilliseconds(250);

    private void Work()
    {
        while (true)
        {
            DeskRun run;
            lock (_gate)
            {
                _running = null;
                if (_stopping.IsCancellationRequested || !_waiting.TryDequeue(out var next))
                {
                    _worker = Task.CompletedTask;
                    return;
                }

                (run, _running) = (next, next);
            }

            try
            {
                using var cancel = run.Begin(_stopping.Token);
                if (cancel is not null)
                    Run(run, cancel.Token);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                _options.Warn?.Invoke($"backtest '{run.Id}': {error.Message}");
                run.Lose("the server could not write its state");
            }
        }
    }

    private void Run(DeskRun run, CancellationToken cancellationToken)
    {
        try
        {
            var ended = Compute(run, cancellationToken);
            if (!ended.TryGet(out var end))
                run.Turn(DeskRunState.Failed, string.Join("; ", ended.Faults));
            else if (end.Leak is { } leak)
                run.Turn(DeskRunState.Failed, LeakText(leak));
            else
                run.Turn(DeskRunState.Done);
        }
        catch (OperationCanceledException)
        {
            if (run.CancelledBy is { } by)
                run.Turn(DeskRunState.Cancelled, $"cancelled by {by}");
            else
                run.Turn(DeskRunState.Interrupted, "the server stopped while it ran; it can be resumed");
        }
#pragma warning disable CA1031 // The edge of the desk: the run fails with the reason, the others go on, the host's log learns all.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _options.Warn?.Invoke($"backtest '{run.Id}': {error}");
            run.Turn(DeskRunState.Failed, $"it failed in a way that was not foreseen ({error.GetType().Name}); the server's log says more");
        }
    }

    private Validated<BacktestEnd> Compute(DeskRun run, CancellationToken cancellationToken)
    {
        var began = _clock.GetTimestamp();
        var told = new Told<DeskProgress>(Paced(run));
        told.Report(new DeskProgress(DeskStep.Data, 0, 0));
        return OrderOf(run).Bind(order => BacktestInputs.Load(order).Bind(loaded =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return BacktestFolder.Open(run.RunPath, ManifestOf(run, loaded)).Bind(folder =>
            {
                using (folder)
                {
                    var place = new JobPlace(
                        _options.Forecasts, $"{RunWords}/{run.Id}/run", _options.Page, () => _clock.GetElapsedTime(began).TotalSeconds)
                    {
                        FrontierLambdas = order.FrontierLambdas,
                    };
                    return BacktestJob.Run(loaded, folder, place, told, cancellationToken);
                }
            });
        }));
    }

    private BacktestManifest ManifestOf(DeskRun run, LoadedBacktest loaded) => BacktestManifest.Of(OrderOf(run).Value, loaded, run.RunPath, _clock.GetUtcNow());

    private Validated<BacktestOrder> OrderOf(DeskRun run)
    {
        var said = BacktestForm.Parse(System.Text.Encoding.UTF8.GetBytes(run.Order.ToJsonString()), "order", out _);
        return Markets.RootOf(run.Market, null).Bind(root => said.Bind(one => (one with { MarketPath = root.Path }).ToOrder()));
    }

    private Action<DeskProgress> Paced(DeskRun run)
    {
        var (step, last) = ((DeskStep?)null, 0L);
        return progress =>
        {
            var isNew = step != progress.Step;
            if (!isNew && progress.Step != DeskStep.Days && progress.Done != progress.Total && _clock.GetElapsedTime(last) < BetweenSteps)
                return;
            (step, last) = (progress.Step, _clock.GetTimestamp());
            run.Report(progress);
        };
    }

    private static string LeakText(LeakageCertificate leak) =>
        $"decisions of {string.Join(", ", leak.LeakingDays.Select(day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)))} changed when values known only later were permuted: this is a leak, and no figure of the run is given";
}

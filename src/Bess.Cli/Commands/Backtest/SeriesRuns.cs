using Bess.Backtesting.Desk;
using Bess.Backtesting.Experiments;
using Bess.Backtesting.Running;
using Bess.Cli.Rendering;
using Bess.Domain;
using Bess.Domain.Units;

namespace Bess.Cli.Commands.Backtest;

/// <summary>Runs backtests that leave no folder one after the other, with forecasts that they share.</summary>
/// <param name="forecasts">Folder of forecasts.</param>
/// <param name="talk">Told how far it is.</param>
/// <param name="count">How many runs are to come.</param>
/// <param name="cancellationToken">Ends a run.</param>
internal sealed class SeriesRuns(string forecasts, ProgressTalk talk, int count, CancellationToken cancellationToken)
{
    private int _done;

    /// <summary>Runs a backtest.</summary>
    /// <exception cref="LeakException">When its decisions rest on what was not known yet.</exception>
    public Validated<BacktestOutcome> Run(BacktestRequest request) =>
        BacktestRunner.Run(request, ledgerPath: null, forecasts, Next(request.Market.Currency), cancellationToken).Map(Clean);

    /// <summary>Runs batteries behind one connection.</summary>
    /// <exception cref="LeakException">When their decisions rest on what was not known yet.</exception>
    public Validated<IReadOnlyList<BacktestOutcome>> RunTogether(IReadOnlyList<BacktestRequest> members, double limitMw) => BacktestRunner
        .RunTogether(members, limitMw, forecasts, Next(members[0].Market.Currency), cancellationToken).Map<IReadOnlyList<BacktestOutcome>>(runs => [.. runs.Select(Clean)]);

    /// <summary>What the two-stage problems of a run expected.</summary>
    public Validated<IReadOnlyList<ExpectedInformation>> Expected(BacktestOutcome scenarios) =>
        BacktestRunner.Expected(scenarios, forecasts, DeskTalk.On(talk, scenarios.Request.Market.Currency, "expected over scenarios, "), cancellationToken);

    private DeskTalk Next(Currency currency) => DeskTalk.On(talk, currency, $"run {++_done} of {count}, ");

    private static BacktestOutcome Clean(BacktestOutcome run) => run.Leakage.LeakingDays.Count > 0 && !BacktestRunner.SeesFuture(run.Request)
        ? throw new LeakException(run.Leakage)
        : run;
}

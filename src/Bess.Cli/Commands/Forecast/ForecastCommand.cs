using System.CommandLine;

namespace Bess.Cli.Commands.Forecast;

/// <summary><c>bess forecast</c>: trains models of prices, runs them and judges them.</summary>
internal static class ForecastCommand
{
    public static Command Create(CliContext context) => new("forecast", "Quantile forecasts of market prices.")
    {
        TrainCommand.Create(context), RunCommand.Create(context), EvaluateCommand.Create(context),
    };
}

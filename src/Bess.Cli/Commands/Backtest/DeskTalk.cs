using System.Globalization;
using Bess.Backtesting.Desk;
using Bess.Cli.Rendering;
using Bess.Domain.Units;

namespace Bess.Cli.Commands.Backtest;

/// <summary>The progress of a backtest in words.</summary>
internal sealed class DeskTalk(ProgressTalk talk, Currency currency, string prefix) : IProgress<DeskProgress>
{
    public static DeskTalk On(ProgressTalk talk, Currency currency, string prefix = "") => new(talk, currency, prefix);

    public void Report(DeskProgress value)
    {
        switch (value.Step)
        {
            case DeskStep.Forecasts:
                talk.Report($"{prefix}forecasts", value.Done, value.Total);
                break;
            case DeskStep.Days:
                talk.Report(string.Create(CultureInfo.InvariantCulture, $"{prefix}{value.Day:yyyy-MM-dd}, net so far {value.NetSoFar:0} {currency.Code}"), value.Done, value.Total);
                break;
        }
    }
}

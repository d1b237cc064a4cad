using System.CommandLine;
using Bess.Backtesting.Desk;
using Bess.Backtesting.Sites;
using Bess.Domain;

namespace Bess.Cli.Commands.Backtest;

/// <summary>The option that puts a site around the battery of a backtest.</summary>
internal sealed class SiteOptions
{
    // Options that mean nothing to a site, which has its own battery, fees and forecasts.
    private static readonly string[] Foreign =
        ["--battery", "--lambda", "--scenarios", "--keep", "--horizon", "--cycles-per-day", "--reserve", "--real-time", "--gate", "--fee-day-ahead", "--fee-real-time", "--deviation-cost"];

    private readonly Option<string?> _site = Options.Text(
        "--site", $"A site file: a battery, a roof and a load behind one connection; its strategies are {string.Join(", ", SiteStrategies.Names.Keys)}", "FILE");

    /// <summary>The option.</summary>
    public Option<string?> Site => _site;

    /// <summary>An order with the site that was named; the order itself when none was.</summary>
    /// <param name="order">What else was asked for.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="context">The invocation.</param>
    /// <param name="fromFile">The site of a backtest.json; null for none.</param>
    public Validated<BacktestOrder> Into(BacktestOrder order, ParseResult parsed, CliContext context, string? fromFile = null)
    {
        if ((parsed.GetValue(_site) is { } named ? context.Resolve(named) : fromFile) is not { } path)
            return Validated<BacktestOrder>.FromValue(order);
        var faults = parsed.CommandResult.Command.Options
            .Where(option => Foreign.Contains(option.Name) && parsed.GetResult(option) is { Implicit: false })
            .Select(option => Origin.CommandLine(option.Name).Fault($"nothing beside {_site.Name}", "the option")).ToList();
        var put = Put(order, path);
        return faults.Count > 0 ? Validated<BacktestOrder>.FromFaults([.. faults, .. put.Faults]) : put;
    }

    /// <summary>An order with the site of a file.</summary>
    /// <param name="order">What else was asked for.</param>
    /// <param name="path">The file, absolute.</param>
    public static Validated<BacktestOrder> Put(BacktestOrder order, string path)
    {
        var faults = new List<Fault>();
        if (BacktestStrategies.Check(order.Strategy, isSite: true) is { } fault)
            faults.Add((order.Origins.GetValueOrDefault(fault.Field) ?? Origin.CommandLine("--strategy")).Fault(fault.Expected, fault.Actual));
        var read = SiteFile.Read(path);
        return faults.Count > 0 || !read.TryGet(out var site)
            ? Validated<BacktestOrder>.FromFaults([.. faults, .. read.Faults])
            : Validated<BacktestOrder>.FromValue(order with { Site = site, Battery = site.Battery });
    }
}

using System.CommandLine;
using Bess.Cli.Inputs;

namespace Bess.Cli.Commands.Optimize;

/// <summary>The options of <c>bess optimize</c> for a battery with a roof and a load behind one connection.</summary>
internal sealed class ConnectionOptions
{
    // Options that mean nothing to a site, which has its own battery and fees and sells no reserve.
    private static readonly string[] Foreign = ["--fleet", "--agent", "--reserve", "--real-time", "--fee-day-ahead", "--fee-real-time", "--deviation-cost"];

    private readonly Option<string?> _site = Options.Text("--site", "A site file in place of --fleet: a battery, a roof and a load behind one connection", "FILE");
    private readonly Option<string?> _solar = Options.Text("--solar", "Power that the roof of the site gives: CSV with timestamp_utc and a column like solar_mw, on the steps of the prices", "FILE");
    private readonly Option<string?> _load = Options.Text("--load", "Power that the load of the site takes: CSV with timestamp_utc and a column like load_mw", "FILE");

    public void AddTo(Command command, Option fleet)
    {
        foreach (var option in new Option[] { _site, _solar, _load })
            command.Add(option);
        command.Validators.Add(result =>
        {
            var isSite = result.GetResult(_site) is not null;
            if (!isSite && result.GetResult(fleet) is null)
                result.AddError($"Expected {fleet.Name} FILE or {_site.Name} FILE.");
            foreach (var option in command.Options.Where(option => isSite && Foreign.Contains(option.Name) && result.GetResult(option) is { Implicit: false }))
                result.AddError($"Expected no {option.Name} with {_site.Name}: a site has its own battery and fees, and sells energy only.");
            foreach (var option in new Option[] { _solar, _load }.Where(option => !isSite && result.GetResult(option) is not null))
                result.AddError($"Expected {_site.Name} with {option.Name}, was none.");
        });
    }

    /// <summary>What was asked for; null without a site.</summary>
    public ConnectionOrder? Read(ParseResult parsed, CliContext context, RunSpecification prices) => parsed.GetValue(_site) is not { } site ? null : new ConnectionOrder(
        prices, context.Resolve(site), PathOf(parsed, context, _solar), PathOf(parsed, context, _load));

    private static string? PathOf(ParseResult parsed, CliContext context, Option<string?> option) => parsed.GetValue(option) is { } file ? context.Resolve(file) : null;
}

/// <summary>A site that is to be planned.</summary>
/// <param name="Prices">Where its prices are.</param>
/// <param name="SitePath">The site file.</param>
/// <param name="SolarPath">Power of its roof; null for none.</param>
/// <param name="LoadPath">Power of its load; null for none.</param>
internal sealed record ConnectionOrder(RunSpecification Prices, string SitePath, string? SolarPath, string? LoadPath);

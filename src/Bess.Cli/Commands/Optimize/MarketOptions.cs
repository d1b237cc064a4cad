using System.CommandLine;
using System.CommandLine.Parsing;
using Bess.Domain.Reserve;

namespace Bess.Cli.Commands.Optimize;

/// <summary>The options of <c>bess optimize</c> for markets beside day-ahead energy.</summary>
internal sealed class MarketOptions
{
    private readonly Option<string[]> _reserve = new("--reserve")
    {
        Description = $"Sell a reserve product too, at the capacity prices of a CSV with timestamp_utc and a column like fcr_n_eur_per_mw_h; may be repeated. Products: {string.Join(", ", ReserveProducts.All.Select(product => product.Name))}",
        HelpName = "PRODUCT=FILE",
    };

    private readonly Option<string?> _realTime = Options.Text(
        "--real-time", "Trade the differences in real time: a set of scenarios of its prices on the steps of the day-ahead prices (or one price series)", "FILE");

    private readonly Option<double?> _dayAheadFee = Options.Number("--fee-day-ahead", "Fee per MWh traded day-ahead [default: 0]", "MONEY", "a number >= 0", value => value >= 0);
    private readonly Option<double?> _realTimeFee = Options.Number("--fee-real-time", "Fee per MWh traded in real time [default: 0]", "MONEY", "a number >= 0", value => value >= 0);
    private readonly Option<double?> _deviation = Options.Number("--deviation-cost", "Cost of a MWh of difference, beside the fee [default: 0]", "MONEY", "a number >= 0", value => value >= 0);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _reserve, _realTime, _dayAheadFee, _realTimeFee, _deviation })
            command.Add(option);
        _reserve.Validators.Add(CheckReserve);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_reserve) is not null && result.GetResult(_realTime) is not null)
                result.AddError($"Expected one of {_reserve.Name}, {_realTime.Name}, was both.");
            foreach (var option in new Option[] { _realTimeFee, _deviation })
            {
                if (result.GetResult(option) is not null && result.GetResult(_realTime) is null)
                    result.AddError($"Expected {_realTime.Name} with {option.Name}, was none.");
            }
        });
    }

    /// <summary>What was asked for.</summary>
    public MarketOrder Read(ParseResult parsed, CliContext context) => new()
    {
        Reserves = [.. (parsed.GetValue(_reserve) ?? []).Select(text => (Product(text)!, context.Resolve(text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..])))],
        RealTimePath = parsed.GetValue(_realTime) is { } path ? context.Resolve(path) : null,
        DayAheadFeePerMwh = parsed.GetValue(_dayAheadFee) ?? 0,
        RealTimeFeePerMwh = parsed.GetValue(_realTimeFee) ?? 0,
        DeviationCostPerMwh = parsed.GetValue(_deviation) ?? 0,
    };

    private static void CheckReserve(OptionResult result)
    {
        var products = new HashSet<string>();
        foreach (var token in result.Tokens)
        {
            if (Product(token.Value) is not { } product)
                result.AddError($"--reserve: expected PRODUCT=FILE with one of {string.Join(", ", ReserveProducts.All.Select(one => one.Name))}, was '{Rendering.Printable.Line(token.Value)}'");
            else if (!products.Add(product.Name))
                result.AddError($"--reserve: expected {product.Name} once, was twice");
        }
    }

    private static ReserveProduct? Product(string text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1
        ? ReserveProducts.All.FirstOrDefault(product => product.Name.Equals(text[..at].Trim(), StringComparison.OrdinalIgnoreCase))
        : null;
}

using System.CommandLine;
using System.Globalization;
using Bess.Cli.Rendering;
using Bess.Domain.Time;

namespace Bess.Cli.Commands;

/// <summary>Options whose texts are checked while the command line is parsed, with the option, the expectation and the text in the message.</summary>
internal static class Options
{
    /// <summary>A text.</summary>
    public static Option<string?> Text(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName };

    /// <summary>A number within a range.</summary>
    public static Option<double?> Number(string name, string description, string helpName, string rule, Func<double, bool> holds) =>
        Parsed<double?>(name, description, helpName, rule, text =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && holds(value)
                ? value
                : null);

    /// <summary>A whole number that is at least so much.</summary>
    public static Option<int?> Whole(string name, string description, int least, int most = int.MaxValue) =>
        Parsed<int?>(
            name, description, "N",
            most == int.MaxValue ? $"a whole number >= {least}" : $"a whole number in {least} … {most}",
            text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
                ? value
                : null);

    /// <summary>A date.</summary>
    public static Option<DateOnly?> Date(string name, string description) =>
        Parsed<DateOnly?>(name, description, "YYYY-MM-DD", "a date such as 2026-03-10", text =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);

    /// <summary>An instant in UTC.</summary>
    public static Option<DateTimeOffset?> Instant(string name, string description) =>
        Parsed<DateTimeOffset?>(name, description, "INSTANT", "an instant in UTC such as 2026-03-09T11:00:00Z", text =>
            UtcText.TryParse(text, out var instant) ? instant : null);

    /// <summary>One of some names.</summary>
    public static Option<T?> OneOf<T>(string name, string description, IReadOnlyDictionary<string, T> names)
        where T : struct =>
        Parsed<T?>(name, description, string.Join('|', names.Keys), $"one of {string.Join(", ", names.Keys)}", text =>
            names.TryGetValue(text, out var value) ? value : null);

    /// <summary>The form of the data on stdout.</summary>
    public static Option<OutputFormat> Output(params OutputFormat[] formats)
    {
        var names = formats.ToDictionary(format => format.ToString().ToLowerInvariant());
        var option = new Option<OutputFormat>("--output")
        {
            Description = "Form of the data on stdout [default: table]",
            HelpName = string.Join('|', names.Keys),
            CustomParser = result =>
            {
                if (names.TryGetValue(result.Tokens[0].Value, out var format))
                    return format;
                result.AddError($"--output: expected one of {string.Join(", ", names.Keys)}, was '{Printable.Line(result.Tokens[0].Value)}'");
                return OutputFormat.Table;
            },
        };
        return option;
    }

    /// <summary>A required one.</summary>
    public static Option<T> Needed<T>(this Option<T> option)
    {
        option.Required = true;
        return option;
    }

    /// <summary>A text with a rule.</summary>
    public static Option<string?> Checked(this Option<string?> option, Func<string, string?> expectation)
    {
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (expectation(token.Value) is { } expected)
                    result.AddError($"{option.Name}: expected {expected}, was '{Printable.Line(token.Value)}'");
            }
        });
        return option;
    }

    private static Option<T?> Parsed<T>(string name, string description, string helpName, string rule, Func<string, T?> parse) =>
        new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                var value = parse(text);
                if (value is null)
                    result.AddError($"{name}: expected {rule}, was '{Printable.Line(text)}'");
                return value;
            },
        };
}

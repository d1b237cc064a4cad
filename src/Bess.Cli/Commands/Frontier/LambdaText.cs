using System.Globalization;
using Bess.Backtesting.Experiments;

namespace Bess.Cli.Commands.Frontier;

/// <summary>Weights of risk as a text with commas.</summary>
internal static class LambdaText
{
    /// <summary>What is expected of such a text.</summary>
    public const string Expected = "different numbers >= 0 with commas between, such as 0,0.1,0.5";

    /// <summary>The weights that are run unless others are given.</summary>
    public static string Default => string.Join(',', EfficientFrontier.Lambdas.Select(number => number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The weights; null for a text that is none.</summary>
    public static double[]? Parse(string text)
    {
        var numbers = text.Split(',').Select(part =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value >= 0 ? value : double.NaN).ToArray();
        return numbers.All(double.IsFinite) && numbers.Distinct().Count() == numbers.Length ? numbers : null;
    }
}

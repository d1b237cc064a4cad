using Bess.Backtesting.Attribution;

namespace Bess.Cli.Commands.Value;

/// <summary>Verdicts on a value in words.</summary>
internal static class ValueWords
{
    /// <summary>The verdict.</summary>
    /// <param name="verdict">On value &gt; 0.</param>
    /// <param name="what">What would be worth something.</param>
    public static string Of(Verdict verdict, string what) => verdict switch
    {
        Verdict.Better => $"{what}: worth something",
        Verdict.Worse => $"{what}: cost money",
        Verdict.Equal => $"{what}: no effect, equal to the cent on every day",
        _ => $"{what}: no value shown",
    };
}

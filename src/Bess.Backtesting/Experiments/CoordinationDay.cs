namespace Bess.Backtesting.Experiments;

/// <summary>A day of batteries together and alone, currency.</summary>
/// <param name="Day">The local day.</param>
/// <param name="Together">Net of all together.</param>
/// <param name="Alone">Net of all, each alone.</param>
public sealed record CoordinationDay(DateOnly Day, decimal Together, decimal Alone)
{
    /// <summary>Value of coordination on the day.</summary>
    public decimal Value => Together - Alone;
}

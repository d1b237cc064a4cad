namespace Bess.Backtesting.Experiments;

/// <summary>A day of the three runs that measure information. Money in the currency of the market.</summary>
/// <param name="Day">The local day.</param>
/// <param name="Perfect">Net with perfect foresight.</param>
/// <param name="TwoStage">Net of planning over scenarios.</param>
/// <param name="MeanValue">Net of planning on their mean.</param>
/// <param name="ExpectedEvpi">EVPI that the day's problem expected; null when it had none.</param>
/// <param name="ExpectedVss">VSS that the day's problem expected; null when it had none.</param>
public sealed record InformationDay(DateOnly Day, decimal Perfect, decimal TwoStage, decimal MeanValue, double? ExpectedEvpi, double? ExpectedVss)
{
    /// <summary>Realised EVPI.</summary>
    public decimal Evpi => Perfect - TwoStage;

    /// <summary>Realised VSS.</summary>
    public decimal Vss => TwoStage - MeanValue;
}

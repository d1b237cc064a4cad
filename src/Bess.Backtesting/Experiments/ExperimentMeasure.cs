namespace Bess.Backtesting.Experiments;

/// <summary>By what a hypothesis is judged.</summary>
public enum ExperimentMeasure
{
    /// <summary>Net per MW and year.</summary>
    Net,

    /// <summary>CVaR at 5 % of the daily loss; less is better.</summary>
    TailLoss,
}

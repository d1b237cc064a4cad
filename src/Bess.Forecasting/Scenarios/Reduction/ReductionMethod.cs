namespace Bess.Forecasting.Scenarios.Reduction;

/// <summary>How the scenarios that stay are chosen.</summary>
public enum ReductionMethod
{
    /// <summary>k-medoids: forward selection and random starts, each improved by swaps (FastPAM1).</summary>
    KMedoids = 0,

    /// <summary>Forward selection alone (Heitsch and Römisch 2003, algorithm 2.4): one after the other, each time the one that lowers the distance most.</summary>
    ForwardSelection = 1,
}

namespace Bess.Optimization.BranchAndBound;

/// <summary>How the column to branch on is chosen.</summary>
public enum BranchingRule
{
    /// <summary>By the expected rise of the bound, from rises seen before; columns without enough of them are tried out first.</summary>
    /// <remarks>T. Achterberg, T. Koch, A. Martin, Branching rules revisited, Oper. Res. Letters 33 (2005).</remarks>
    PseudoCost = 0,

    /// <summary>The column whose value is farthest from an integer.</summary>
    MostFractional = 1,
}

namespace Bess.Forecasting.Boosting;

/// <summary>Settings of the gradient-boosted quantile trees. Defaults are a first choice that was not tuned.</summary>
public sealed record BoostingOptions
{
    /// <summary>Most trees for one quantile; default 400.</summary>
    public int MostTrees { get; init; } = 400;

    /// <summary>Share of a leaf's quantile that is added; default 0.05.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Most leaves of a tree; default 12.</summary>
    public int MostLeaves { get; init; } = 12;

    /// <summary>Least rows of a leaf; default 40.</summary>
    public int LeastLeafRows { get; init; } = 40;

    /// <summary>Share of the rows that a tree sees; default 0.6.</summary>
    public double RowShare { get; init; } = 0.6;

    /// <summary>Share of the features that a tree sees; default 0.5.</summary>
    public double ColumnShare { get; init; } = 0.5;

    /// <summary>Trees without a better loss on the held-out weeks before growth stops; default 30.</summary>
    public int Patience { get; init; } = 30;

    /// <summary>Days between two trainings in a roll; default 28.</summary>
    public int EveryDays { get; init; } = 28;

    /// <summary>Most days of history; default 730.</summary>
    public int WindowDays { get; init; } = 730;
}

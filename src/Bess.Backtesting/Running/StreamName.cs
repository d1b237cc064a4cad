namespace Bess.Backtesting.Running;

/// <summary>Names of the streams into which the money of a day falls.</summary>
public static class StreamName
{
    /// <summary>Day-ahead position at the day-ahead price.</summary>
    public const string DayAhead = "dayAhead";

    /// <summary>What was traded again in real time, at the real-time price.</summary>
    public const string RealTime = "realTime";

    /// <summary>What the plant did not deliver, or too much, against its set-point.</summary>
    public const string Imbalance = "imbalance";

    /// <summary>Activated reserve energy.</summary>
    public const string Activation = "activation";

    /// <summary>Energy that a site took from the grid, at the day-ahead price; below zero as long as the price is above.</summary>
    public const string Import = "import";

    /// <summary>Energy that a site gave to the grid, at the day-ahead price.</summary>
    public const string Export = "export";

    /// <summary>Fees of all markets.</summary>
    public const string Fees = "fees";

    /// <summary>Wear of the battery.</summary>
    public const string Wear = "wear";

    /// <summary>Capacity of a reserve product.</summary>
    /// <param name="product">Name of the product.</param>
    public static string Reserve(string product) => $"reserve:{product}";
}

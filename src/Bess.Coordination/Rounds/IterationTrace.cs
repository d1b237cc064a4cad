namespace Bess.Coordination.Rounds;

/// <summary>One iteration (one broadcast and its answers), for researchers and the live table.</summary>
public sealed record IterationTrace
{
    /// <summary>From 1.</summary>
    public required int Iteration { get; init; }

    /// <summary>Seconds since the start of the round when the iteration was complete.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>Wall-clock seconds of gathering.</summary>
    public required double AgentSeconds { get; init; }

    /// <summary>Seconds of the aggregator.</summary>
    public required double AggregatorSeconds { get; init; }

    /// <summary>Largest |Σp − v|, MW.</summary>
    public required double ResidualMw { get; init; }

    /// <summary>Largest distance of a coupled sum to its band, MW.</summary>
    public required double ViolationMw { get; init; }

    /// <summary>Residual over the largest coupled power.</summary>
    public required double RelativeResidual { get; init; }

    /// <summary>First-order corrected value of the total cost, currency.</summary>
    public required double Value { get; init; }

    /// <summary>Best valid lower bound so far, currency; −∞ (written as null) before the first.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Priced cost of the best iterate so far, currency.</summary>
    public required double BestCost { get; init; }

    /// <summary>The algorithm's own gap over the money scale.</summary>
    public required double RelativeGap { get; init; }

    /// <summary>Newton decrement, dual step or the like; the algorithm's own measure of a step.</summary>
    public required double Step { get; init; }

    /// <summary>μ; 0 where the algorithm has none.</summary>
    public required double Barrier { get; init; }

    /// <summary>What the aggregator decided, e.g. "Continue", "RollBack".</summary>
    public required string Decision { get; init; }

    /// <summary>Multipliers per constraint and step, currency/MWh.</summary>
    public required double[][] MultipliersPerMwh { get; init; }

    /// <summary>Agents that answered in time.</summary>
    public required int Answered { get; init; }

    /// <summary>Agents whose last answer stood in.</summary>
    public required int Stale { get; init; }

    /// <summary>Agents that no longer answer and are held to their last answer.</summary>
    public int Held { get; init; }

    /// <summary>Agents whose local iteration failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Agents in the round.</summary>
    public required int Agents { get; init; }

    /// <summary>Numbers sent to the agents in this iteration.</summary>
    public required long NumbersSent { get; init; }

    /// <summary>Numbers received from them.</summary>
    public required long NumbersReceived { get; init; }

    /// <summary>Numbers of which the round itself learns, sums over all agents: it does not grow with their number.</summary>
    public long NumbersToRound { get; init; }

    /// <summary>Mean local Newton steps.</summary>
    public required double LocalSteps { get; init; }
}

namespace Bess.Coordination.Agents;

/// <summary>What an agent is asked. Append only.</summary>
public enum AgentTask
{
    /// <summary>Answer a price with the smoothed optimum and its derivatives (barrier-ALADIN).</summary>
    Respond = 0,

    /// <summary>Move along the linearised response to a new price without solving again: closes the last residual.</summary>
    Settle = 1,

    /// <summary>Minimise cost + price · power, plus the proximal term if a penalty is given (the other algorithms).</summary>
    Minimise = 2,

    /// <summary>A tight lower bound of cost + price · power, by a local LP.</summary>
    Bound = 3,

    /// <summary>A lower bound of price · power alone over what is physically possible: proves that a target is out of reach.</summary>
    Support = 4,

    /// <summary>The quick bound that needs no solve.</summary>
    QuickBound = 5,

    /// <summary>Form the plan as the given mix of the kept columns (Dantzig-Wolfe).</summary>
    Combine = 6,

    /// <summary>Resolve steps that charge and discharge at once and keep the choice for the rest of the round.</summary>
    FixModes = 7,

    /// <summary>Minimise with the proximal term, and return the step that keeps what is active (textbook ALADIN).</summary>
    Linearize = 8,
}

/// <summary>What kinds of tasks there are.</summary>
public static class AgentTasks
{
    /// <summary>Whether a task moves the agent's iterate: its answer is then a plan. The others only bound or restrict.</summary>
    /// <param name="task">The task.</param>
    /// <returns>True when the answer is a plan.</returns>
    public static bool Moves(this AgentTask task) =>
        task is AgentTask.Respond or AgentTask.Settle or AgentTask.Minimise or AgentTask.Combine or AgentTask.Linearize;
}

/// <summary>One broadcast. Everything an agent learns from the aggregator is in here.</summary>
public sealed record AgentRequest
{
    /// <summary>Round.</summary>
    public required string RoundId { get; init; }

    /// <summary>Iteration, from 1; an answer carries it back.</summary>
    public required int Iteration { get; init; }

    /// <summary>Number of the broadcast in its round, from 1: an agent answers each once, and gives the same answer when asked again.</summary>
    public int Sequence { get; init; }

    /// <summary>What to do.</summary>
    public required AgentTask Task { get; init; }

    /// <summary>Price of power per class of agents, currency per MW and step (price × Δt): [class][step].</summary>
    public required double[][] PricePerMw { get; init; }

    /// <summary>μ, currency.</summary>
    public double Barrier { get; init; }

    /// <summary>False for exact smoothed answers without the proximal term.</summary>
    public bool Proximal { get; init; } = true;

    /// <summary>Keep the iterate as checkpoint before answering.</summary>
    public bool SaveCheckpoint { get; init; }

    /// <summary>Return to the checkpoint before answering.</summary>
    public bool RestoreCheckpoint { get; init; }

    /// <summary>Forget the iterate before answering: the algorithm starts afresh.</summary>
    public bool Reset { get; init; }

    /// <summary>The previous answer belongs to the best iterate so far: keep it before answering.</summary>
    public bool KeepBest { get; init; }

    /// <summary>ρ · σ(πΔt), currency per MW; an agent divides it by its own power to get its proximal weight. 0 for none.</summary>
    public double Penalty { get; init; }

    /// <summary>Change of the price since the last answer, per class, currency per MW, by which proximal centres move before answering; null at the start: centres at zero.</summary>
    /// <remarks><see cref="AgentTask.Minimise"/>: centre ← relaxed power − correction / weight; <see cref="AgentTask.Linearize"/>: along the last answer's free directions.</remarks>
    public double[][]? Correction { get; init; }

    /// <summary>Over-relaxation of the power that the centre moves from, 1 for none.</summary>
    public double Relaxation { get; init; } = 1;

    /// <summary>Nodes of an agent's branch and bound over exclusive steps; 0 for bounds of the relaxation only.</summary>
    public int NodeLimit { get; init; }

    /// <summary>Keep the answer as the column of this number, from 0, and forget those after it; null to keep none.</summary>
    public int? Column { get; init; }

    /// <summary>Mix of the kept columns per agent; <see cref="AgentTask.Combine"/> only.</summary>
    public double[][]? ColumnWeights { get; init; }

    /// <summary>Every agent is waited for: the last answers of a round must not be stood in for.</summary>
    public bool Required { get; init; }

    /// <summary>Return individual answers, not only sums.</summary>
    public bool Individually { get; init; }
}

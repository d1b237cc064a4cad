using Bess.Coordination.Agents;
using Bess.Coordination.Leaves;
using Bess.Scheduling.Kernel;

namespace Bess.Grains.Wire;

/// <summary>All that leaves a battery in an iteration: its power, how it would change with the price, and its cost. No energy, no specification.</summary>
[GenerateSerializer]
[Immutable]
[Alias("bess.Answer")]
public sealed record AnswerMessage
{
    /// <summary>True when the battery stands elsewhere and needs the round's history; nothing else counts then.</summary>
    [Id(0)]
    public bool NeedsHistory { get; init; }

    /// <summary>See <see cref="AgentAnswer"/>.</summary>
    [Id(1)]
    public bool Settled { get; init; }

    /// <summary>Newton steps.</summary>
    [Id(2)]
    public int LocalSteps { get; init; }

    /// <summary>Steps fixed to one direction.</summary>
    [Id(3)]
    public int FixedSteps { get; init; }

    /// <summary>f, currency.</summary>
    [Id(4)]
    public double Cost { get; init; }

    /// <summary>Bound, currency.</summary>
    [Id(5)]
    public double LowerBound { get; init; }

    /// <summary>Newton decrement.</summary>
    [Id(6)]
    public double Decrement { get; init; }

    /// <summary>Number of barrier terms.</summary>
    [Id(7)]
    public int BarrierTerms { get; init; }

    /// <summary>Power; for answers with derivatives also Newton step, barrier derivative and sensitivity; empty for bounds.</summary>
    [Id(8)]
    public byte[] Vectors { get; init; } = [];

    /// <summary>Time of the local solve, seconds; for the time split.</summary>
    [Id(9)]
    public double SolveSeconds { get; init; }

    /// <summary>An answer as a message.</summary>
    /// <param name="task">What was asked.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="solveSeconds">Time that it took.</param>
    /// <returns>The message.</returns>
    public static AnswerMessage Of(AgentTask task, AgentAnswer answer, double solveSeconds)
    {
        var response = answer.Response;
        return new AnswerMessage
        {
            Settled = answer.Settled,
            LocalSteps = answer.LocalSteps,
            FixedSteps = answer.FixedSteps,
            Cost = response.Cost,
            LowerBound = response.LowerBound,
            Decrement = response.Decrement,
            BarrierTerms = response.BarrierTerms,
            Vectors = task switch
            {
                AgentTask.Respond or AgentTask.Linearize => Wire.Vectors.Pack(response.Power, response.NewtonStep, response.BarrierDerivative, response.Sensitivity),
                _ when task.Moves() => Wire.Vectors.Pack(response.Power),
                _ => [],
            },
            SolveSeconds = solveSeconds,
        };
    }

    /// <summary>Everything that a stand-in needs of the last answer, whatever was asked last.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>The message.</returns>
    public static AnswerMessage Whole(AgentAnswer answer) => Of(AgentTask.Respond, answer, 0);

    /// <summary>The answer of the message.</summary>
    /// <returns>The answer.</returns>
    public LinkAnswer ToAnswer() => new(Settled, LocalSteps, FixedSteps, Fill);

    private void Fill(StorageResponse target)
    {
        (target.Cost, target.LowerBound, target.Decrement, target.BarrierTerms) = (Cost, LowerBound, Decrement, BarrierTerms);
        if (Vectors.Length == target.Power.Length * sizeof(double))
        {
            Wire.Vectors.Unpack(Vectors, target.Power);
        }
        else if (Vectors.Length > 0)
        {
            Wire.Vectors.Unpack(Vectors, target.Power, target.NewtonStep, target.BarrierDerivative, target.Sensitivity);
        }
    }
}

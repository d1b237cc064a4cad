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

    /// <summary>Power of the plan that the battery is held to if this is its last answer, MW; empty for bounds.</summary>
    [Id(10)]
    public byte[] PlanPower { get; init; } = [];

    /// <summary>Its cost, currency.</summary>
    [Id(11)]
    public double PlanCost { get; init; }

    /// <summary>Masked words; with them everything else is empty.</summary>
    [Id(12)]
    public byte[] Words { get; init; } = [];

    /// <summary>True when the battery needs to know who masks with whom.</summary>
    [Id(13)]
    public bool NeedsRoster { get; init; }

    /// <summary>An answer as a message.</summary>
    /// <param name="task">What was asked.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="plan">What the battery is held to if this is its last answer; null where it is no plan.</param>
    /// <param name="solveSeconds">Time that it took.</param>
    /// <returns>The message.</returns>
    public static AnswerMessage Of(AgentTask task, AgentAnswer answer, HeldPlan? plan, double solveSeconds)
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
            PlanPower = Wire.Vectors.Pack(plan?.PowerMw),
            PlanCost = plan?.Cost ?? 0,
        };
    }

    /// <summary>Everything that a stand-in needs of the last answer, whatever was asked last.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="plan">What the battery is held to.</param>
    /// <returns>The message.</returns>
    public static AnswerMessage Whole(AgentAnswer answer, HeldPlan plan) => Of(AgentTask.Respond, answer, plan, 0);

    /// <summary>The answer of the message.</summary>
    /// <returns>The answer.</returns>
    public LinkAnswer ToAnswer()
    {
        if (PlanPower.Length == 0)
        {
            return new LinkAnswer(Settled, LocalSteps, FixedSteps, Fill, null);
        }

        var power = new double[PlanPower.Length / sizeof(double)];
        Wire.Vectors.Unpack(PlanPower, power);
        return new LinkAnswer(Settled, LocalSteps, FixedSteps, Fill, new HeldPlan(power, PlanCost));
    }

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

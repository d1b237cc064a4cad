using Bess.Scheduling.Kernel;
using Bess.Scheduling.Programmes;

namespace Bess.Scheduling.Central;

/// <summary>An agent of the central problem: a plain battery or a programme.</summary>
public sealed record CentralAgent
{
    /// <summary>A plain battery.</summary>
    /// <param name="model">The battery.</param>
    /// <param name="constraints">The constraints it takes part in.</param>
    public CentralAgent(StorageModel model, IReadOnlyList<int> constraints)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(constraints);
        (Model, Constraints) = (model, constraints);
    }

    /// <summary>Any other agent.</summary>
    /// <param name="programme">The agent.</param>
    /// <param name="constraints">The constraints it takes part in.</param>
    public CentralAgent(AgentProgramme programme, IReadOnlyList<int> constraints)
    {
        ArgumentNullException.ThrowIfNull(programme);
        ArgumentNullException.ThrowIfNull(constraints);
        (Programme, Constraints) = (programme, constraints);
    }

    /// <summary>The battery, or null.</summary>
    public StorageModel? Model { get; }

    /// <summary>The programme, or null.</summary>
    public AgentProgramme? Programme { get; }

    /// <summary>The constraints it takes part in, 0 … K − 1.</summary>
    public IReadOnlyList<int> Constraints { get; }

    internal int Steps => Model?.Steps ?? Programme!.Grid.Count;
}

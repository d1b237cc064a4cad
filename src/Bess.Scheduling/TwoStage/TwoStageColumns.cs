using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.TwoStage;

/// <summary>Where the variables of a two-stage programme stand; −1 for what is not there.</summary>
internal sealed class TwoStageColumns
{
    public int Position { get; set; } = -1;

    public int BlockSteps { get; init; } = 1;

    public StorageColumns? Schedule { get; set; }

    public StorageColumns[] Scenarios { get; set; } = [];

    /// <summary>Columns of one scenario; they stand one after the other from its charge on.</summary>
    public int ScenarioWidth { get; set; }

    /// <summary>First column of the upward deviations of each scenario.</summary>
    public List<int> Upward { get; } = [];

    /// <summary>First row of the downward deviations of each scenario, one a step.</summary>
    public List<int> DeviationRows { get; } = [];

    public RiskBlock? Risk { get; set; }

    /// <summary>Column of the position in a step; steps of a block share theirs.</summary>
    public int PositionOf(int step) => Position + (step / BlockSteps);

    public List<ExclusivePair> Pairs { get; } = [];
}

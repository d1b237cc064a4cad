using Bess.Grains.Wire;

namespace Bess.Grains.Tree;

/// <summary>What an aggregator's grain is a shell of.</summary>
internal interface ITreeNode
{
    /// <summary>Number of the last broadcast that it took part in.</summary>
    int LastSequence { get; }

    /// <summary>Tells everybody below of the round.</summary>
    Task<TreeOpenedMessage> OpenAsync();

    /// <summary>Asks everybody below.</summary>
    Task<SumMessage> AskAsync(AskMessage message, int positions, ChangeMessage[] changes, int leftMs);

    /// <summary>Ends the round below.</summary>
    Task<PlanReportMessage> FinishAsync(int sequence);

    /// <summary>Forgets the round below.</summary>
    Task CloseAsync();
}

using Bess.Cli.Inputs;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Server;

/// <summary>Requests of the samples.</summary>
internal static class SampleRounds
{
    /// <summary>Names of everything in a result that a clock has put there.</summary>
    public static readonly string[] Times = ["RoundId", "ElapsedSeconds", "AgentSeconds", "AggregatorSeconds", "Timing"];

    public static RoundRequest Request(string sample = "community-3")
    {
        var specification = RunFile.Read(RepositoryFolder.Of("samples", sample)).Value;
        return RoundLoader.Load(specification, TimeProvider.System).Value.Request;
    }

    public static RoundOrder Order(string sample = "community-3", string? id = null) => RoundOrder.Of(Request(sample)) with { Id = id };

    /// <summary>An order that goes on until somebody ends it.</summary>
    public static RoundOrder Endless(string? id = null) => Order("vpp-50", id) with
    {
        Options = new RoundOptions { Algorithm = CoordinationAlgorithm.Admm, GapTolerance = 1e-300, ResidualTolerance = 1e-300, IterationLimit = 1_000_000 },
    };
}

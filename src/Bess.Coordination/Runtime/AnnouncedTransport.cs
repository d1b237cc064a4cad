using Bess.Coordination.Agents;

namespace Bess.Coordination.Runtime;

/// <summary>A transport that says the number of each broadcast before it goes out.</summary>
internal sealed class AnnouncedTransport(IAgentTransport transport, Action<int> before) : IAgentTransport
{
    /// <inheritdoc />
    public int Count => transport.Count;

    /// <inheritdoc />
    public double TotalPowerMw => transport.TotalPowerMw;

    /// <inheritdoc />
    public IReadOnlyList<double> ClassPowersMw => transport.ClassPowersMw;

    /// <inheritdoc />
    public IReadOnlyList<string> Notes => transport.Notes;

    /// <inheritdoc />
    public Task<Gathering> SendAsync(AgentRequest request, CancellationToken cancellationToken)
    {
        before(request.Sequence);
        return transport.SendAsync(request, cancellationToken);
    }

    /// <inheritdoc />
    public Task RecallAsync(AgentRequest request, Gathering gathering) => transport.RecallAsync(request, gathering);
}

using System.Collections.Concurrent;
using Bess.Grains.Batteries;
using Bess.Grains.Wire;

namespace Bess.Cluster.Tests.Wire;

/// <summary>Keeps everything that leaves batteries in a cluster: their answers, as bytes of the wire.</summary>
internal sealed class Wiretap : IIncomingGrainCallFilter
{
    public ConcurrentQueue<Heard> All { get; } = new();

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.Grain is BatteryHost && context.Result is { } result)
        {
            var sequence = context.Request.GetArgumentCount() > 0 && context.Request.GetArgument(0) is AskMessage ask ? ask.Sequence : 0;
            All.Enqueue(new Heard(context.TargetId.Key.ToString()!, context.MethodName, sequence, result, WireTypes.Serializer.SerializeToArray(result)));
        }
    }

    /// <summary>An answer.</summary>
    internal sealed record Heard(string Battery, string Method, int Sequence, object Answer, byte[] Bytes);
}

using System.Net;
using System.Text.Json;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Domain;
using Bess.Domain.Json;

namespace Bess.Coordination.Remote;

/// <summary>What a server answered: a document, or a problem as faults.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The document or problem.</param>
internal sealed record ServerAnswer(HttpStatusCode Status, byte[] Body)
{
    public bool IsDone => (int)Status is >= 200 and < 300;

    public bool IsNotFound => Status == HttpStatusCode.NotFound;

    /// <summary>The problem as faults; at least one.</summary>
    public IReadOnlyList<Fault> Faults(string server)
    {
        if (LocatedNode.Parse(Body, server, []) is not { Kind: JsonValueKind.Object } problem)
            return [new Fault(server, "", "an answer of a Bess server", $"HTTP {(int)Status}")];
        if (problem.Find("faults") is { Kind: JsonValueKind.Array } faults && faults.Items.Count > 0)
            return [.. faults.Items.Select(fault => new Fault(TextOf(fault, "location"), TextOf(fault, "field"), TextOf(fault, "expected"), TextOf(fault, "actual")))];
        return [Status switch
        {
            HttpStatusCode.Unauthorized => new Fault(server, "api key", "a valid key", "none, or one that is unknown, expired or revoked"),
            HttpStatusCode.Forbidden => new Fault(server, "api key", "a key of a role that may do this", TextOf(problem, "detail")),
            _ => new Fault(server, "", "an accepted call", $"{TextOf(problem, "title")}: {TextOf(problem, "detail")}"),
        }];
    }

    /// <summary>The round that stands in the way of a launch, where the problem names one.</summary>
    public RoundView? Running()
    {
        if (Status != HttpStatusCode.Conflict || LocatedNode.Parse(Body, "", [])?.Find("running") is not { } node)
            return null;
        using var document = JsonDocument.Parse(Body);
        return RoundViewDocument.Read(System.Text.Encoding.UTF8.GetBytes(document.RootElement.GetProperty(node.Path).GetRawText())).TryGet(out var view) ? view : null;
    }

    private static string TextOf(LocatedNode node, string name) => node.Find(name)?.Text ?? "";
}

using Bess.Coordination.Agents;
using Bess.Coordination.Leaves;
using Bess.Coordination.Privacy;
using Bess.Domain.Assets;
using Bess.Grains.Wire;

namespace Bess.Grains.Tree;

/// <summary>Reaches a battery whose answers its leaf must not learn.</summary>
internal sealed class MaskedGrainLink(SeatMessage seat, IBatteryGrain grain, SubtreeMessage tree) : IMaskedAgentLink
{
    private double _solveSeconds;

    public AgentId Agent { get; } = new(seat.Agent);

    /// <summary>Solving time since the last call.</summary>
    public double TakeSolveSeconds() => Interlocked.Exchange(ref _solveSeconds, 0);

    public async Task<MaskedReply> AskAsync(MaskedAsk ask, CancellationToken cancellationToken)
    {
        var mask = new MaskMessage { Fingerprint = ask.Fingerprint, Digest = ask.Digest, ClassIndex = seat.ClassIndex, Classes = tree.Classes.Length };
        var message = AskMessage.Of(ask.Request) with { LastAnswered = ask.LastAnswered, Mask = mask };
        return ReplyOf(await GrainAgentLink.CallAsync(() => grain.AskAsync(message), cancellationToken).ConfigureAwait(false));
    }

    public Task RecallAsync(IReadOnlyList<PastRequest> history, CancellationToken cancellationToken) =>
        GrainAgentLink.CallAsync(() => grain.RecallAsync(GrainAgentLink.RecallOf(tree, history, null)), cancellationToken);

    public Task AgreeAsync(string fingerprint, MaskRoster roster, CancellationToken cancellationToken) =>
        GrainAgentLink.CallAsync(
            async () =>
            {
                await grain.AgreeAsync(MaskRosterMessage.Of(fingerprint, roster)).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    public async Task<IReadOnlyList<RevealedKey>> RevealAsync(
        int sequence, int values, byte[] digest, IReadOnlyCollection<int> dropped, CancellationToken cancellationToken)
    {
        var message = new RevealMessage { RoundId = tree.RoundId, Sequence = sequence, Values = values, Digest = digest, Dropped = [.. dropped] };
        return (await GrainAgentLink.CallAsync(() => grain.RevealAsync(message), cancellationToken).ConfigureAwait(false)).ToKeys();
    }

    public async Task<MaskedReply> FinishAsync(int sequence, int lastAnswered, string fingerprint, CancellationToken cancellationToken)
    {
        var message = new FinishMaskedMessage
        {
            RoundId = tree.RoundId,
            Sequence = sequence,
            LastAnswered = lastAnswered,
            Fingerprint = fingerprint,
            GroupPlace = seat.GroupPlace,
            Groups = tree.Groups,
        };
        return ReplyOf(await GrainAgentLink.CallAsync(() => grain.FinishMaskedAsync(message), cancellationToken).ConfigureAwait(false));
    }

    private MaskedReply ReplyOf(AnswerMessage answer)
    {
        _solveSeconds += answer.SolveSeconds;
        var kind = answer.NeedsHistory ? MaskedReplyKind.NeedsHistory : answer.NeedsRoster ? MaskedReplyKind.NeedsRoster : MaskedReplyKind.Words;
        return new MaskedReply(kind, answer.Words);
    }
}

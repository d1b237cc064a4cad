using System.Text;
using Bess.Coordination.Agents;
using Bess.Coordination.Fleets;
using Bess.Coordination.Privacy;
using Bess.Domain.Portfolio;
using Bess.Grains.Wire;

namespace Bess.Grains.Batteries;

/// <content>Rounds whose leaves learn sums only.</content>
public abstract partial class BatteryHost
{
    private MaskedSession? _masked;

    /// <inheritdoc />
    public async Task AgreeAsync(MaskRosterMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_masked is { } masked && _roundId == message.RoundId && !masked.HasAgreed(message.Fingerprint))
        {
            var faults = await Task.Run(() => masked.Agree(message.Fingerprint, message.ToRoster()));
            if (faults.Count > 0)
            {
                throw new InvalidOperationException(string.Join("; ", faults));
            }
        }
    }

    /// <inheritdoc />
    public Task<RevealedMessage> RevealAsync(RevealMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var keys = _masked is { } masked && _roundId == message.RoundId ? masked.Reveal(message.Sequence, message.Values, message.Digest, message.Dropped) : [];
        return Task.FromResult(RevealedMessage.Of(keys));
    }

    /// <inheritdoc />
    public async Task<AnswerMessage> FinishMaskedAsync(FinishMaskedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_masked is not { } masked || _session is not { } session || _roundId != message.RoundId || session.LastAnswered != message.LastAnswered)
        {
            return new AnswerMessage { NeedsHistory = true };
        }

        if (!masked.HasAgreed(message.Fingerprint))
        {
            return new AnswerMessage { NeedsRoster = true };
        }

        var (schedule, words) = masked.Finish(message.Sequence, message.GroupPlace, message.Groups);
        await KeepAsync(message.RoundId, schedule);
        return new AnswerMessage { Words = words };
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _masked?.Dispose();
        GC.SuppressFinalize(this);
    }

    private AnswerMessage AnswerMasked(AskMessage message, MaskMessage mask)
    {
        if (_masked is not { } masked)
        {
            return new AnswerMessage { NeedsHistory = true };
        }

        if (!masked.HasAgreed(mask.Fingerprint))
        {
            return new AnswerMessage { NeedsRoster = true };
        }

        var start = _services.Clock.GetTimestamp();
        var request = message.ToRequest(_session!.Steps);
        var words = _services.Kernels.Use(kernel => masked.Ask(request, message.LastAnswered, mask.ClassIndex, mask.Classes, mask.Digest, kernel));
        return words is null
            ? new AnswerMessage { NeedsHistory = true }
            : new AnswerMessage { Words = words, SolveSeconds = _services.Clock.GetElapsedTime(start).TotalSeconds };
    }

    private async Task MaskAsync(string roundId, AgentSession session, FleetMember member, bool masked)
    {
        _masked?.Dispose();
        _masked = null;
        if (masked)
        {
            using var secret = await SecretAsync();
            var alone = new FleetMember(member.Battery, member.InitialEnergy, member.Terminal, member.Risk, null);
            var privateData = Encoding.UTF8.GetBytes(FleetFile.ToJson(new Fleet(member.Battery.Id.Value, [alone])));
            _masked = new MaskedSession(session, secret.ForRound(roundId, session.Agent, privateData));
        }
    }

    /// <summary>The battery's long-lived secret; made when it is first needed, kept where its schedules are.</summary>
    private async Task<AgentSecret> SecretAsync()
    {
        var key = this.GetPrimaryKeyString() + "/secret";
        if (await Stored.CallAsync(() => _services.Schedules.LoadAsync(key)) is { } kept)
        {
            return AgentSecret.FromBytes(kept);
        }

        var made = AgentSecret.Create();
        await Stored.CallAsync(() => _services.Schedules.SaveAsync(key, made.ToBytes()));
        return made;
    }
}

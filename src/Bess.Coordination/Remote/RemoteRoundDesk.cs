using Bess.Coordination.Desk;
using Bess.Coordination.Fleets;
using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Remote;

/// <summary>A desk that a server keeps. Thread-safe.</summary>
/// <remarks>
/// What the server refuses comes back as the faults of the contract where it has some; calls that have none throw
/// <see cref="BessDataException"/> with them. A server that cannot be reached is a fault too.
/// </remarks>
public sealed class RemoteRoundDesk : IRoundDesk, IDisposable
{
    private readonly RemoteOptions _options;
    private readonly ServerLine _line;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="options">Server, key, patience.</param>
    /// <param name="handler">Transport; null for the usual one. Disposed with the desk.</param>
    /// <exception cref="ArgumentException">When the address is not absolute, or not of http or https.</exception>
    public RemoteRoundDesk(RemoteOptions options, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!options.Server.IsAbsoluteUri || options.Server.Scheme is not ("http" or "https"))
            throw new ArgumentException($"Expected an address such as https://server:5080, was '{options.Server}'.", nameof(options));
        _options = options;
        _line = new ServerLine(options, handler);
    }

    /// <summary>Server, key, patience.</summary>
    public RemoteOptions Options => _options;

    /// <inheritdoc />
    public async Task<Launch> LaunchAsync(RoundOrder order, string launchedBy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        try
        {
            var answer = await _line.CallAsync(HttpMethod.Post, "rounds", RoundOrderDocument.Write(order), cancellationToken).ConfigureAwait(false);
            if (answer.Running() is { } running)
                return Launch.Refused(running);
            if (!answer.IsDone)
                return Launch.Faulty(answer.Faults(_line.Name));
            return RoundViewDocument.Read(answer.Body).Match(view => Launch.Accepted(view.Id), Launch.Faulty);
        }
        catch (BessDataException unreachable)
        {
            return Launch.Faulty(unreachable.Faults);
        }
    }

    /// <inheritdoc />
    /// <exception cref="BessDataException">When the server refuses, or is silent for longer than the limit.</exception>
    public IAsyncEnumerable<RoundEvent> FollowAsync(string roundId, int from = 0, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(roundId);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        return new EventLine(_line, _options, roundId).FollowAsync(from, cancellationToken);
    }

    /// <inheritdoc />
    public Task<RoundView?> RoundAsync(string roundId, CancellationToken cancellationToken = default) =>
        FindAsync($"rounds/{Escaped(roundId)}", body => RoundViewDocument.Read(body), cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<RoundView>> RoundsAsync(string powerPlant, CancellationToken cancellationToken = default) =>
        await FindAsync($"powerplants/{Escaped(powerPlant)}/rounds", body => RoundViewDocument.ReadList(body), cancellationToken).ConfigureAwait(false) ?? [];

    /// <inheritdoc />
    public Task<RoundResult?> ResultAsync(string roundId, CancellationToken cancellationToken = default) =>
        FindAsync($"rounds/{Escaped(roundId)}/result", body => RoundResultDocument.Read(body), cancellationToken);

    /// <inheritdoc />
    public Task<bool> CancelAsync(string roundId, CancellationToken cancellationToken = default) =>
        ChangeAsync(HttpMethod.Post, $"rounds/{Escaped(roundId)}/cancel", cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Fault>> SetGroupsAsync(string powerPlant, IReadOnlyList<FleetGroup> groups, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, $"powerplants/{Escaped(powerPlant)}/groups", RosterDocument.WriteGroups(groups), cancellationToken);

    /// <inheritdoc />
    /// <remarks>The groups that members name must be known to the plant.</remarks>
    public async Task<IReadOnlyList<Fault>> JoinAsync(string powerPlant, IReadOnlyList<FleetMember> members, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(members);
        try
        {
            var roster = await RosterAsync(powerPlant, cancellationToken).ConfigureAwait(false);
            var fleet = Fleet.Create(powerPlant, members, roster?.Groups ?? []);
            return fleet.TryGet(out var good)
                ? await SendAsync(HttpMethod.Post, $"powerplants/{Escaped(powerPlant)}/members", FleetBytes(good), cancellationToken).ConfigureAwait(false)
                : fleet.Faults;
        }
        catch (BessDataException refused)
        {
            return refused.Faults;
        }
    }

    /// <inheritdoc />
    /// <remarks>The owner is whoever holds the key; the one in the entry is not sent.</remarks>
    public Task<IReadOnlyList<Fault>> AdmitAsync(string powerPlant, RosterEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var body = RosterDocument.WriteEntry(entry with { Owner = null });
        return SendAsync(HttpMethod.Post, $"powerplants/{Escaped(powerPlant)}/admissions", body, cancellationToken);
    }

    /// <summary>As <see cref="AdmitAsync"/>, with the answer: what the owner needs to join the cluster.</summary>
    /// <param name="powerPlant">The plant.</param>
    /// <param name="entry">Who asks; the owner in it is not sent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The server's document of the kind "admission", or why it was refused.</returns>
    public async Task<Validated<byte[]>> AdmissionAsync(string powerPlant, RosterEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        try
        {
            var body = RosterDocument.WriteEntry(entry with { Owner = null });
            var answer = await _line.CallAsync(HttpMethod.Post, $"powerplants/{Escaped(powerPlant)}/admissions", body, cancellationToken).ConfigureAwait(false);
            return answer.IsDone ? Validated<byte[]>.FromValue(answer.Body) : Validated<byte[]>.FromFaults(answer.Faults(_line.Name));
        }
        catch (BessDataException unreachable)
        {
            return Validated<byte[]>.FromFaults(unreachable.Faults);
        }
    }

    /// <inheritdoc />
    public Task<bool> LeaveAsync(string powerPlant, AgentId agent, string reason, CancellationToken cancellationToken = default) =>
        ChangeAsync(HttpMethod.Delete, $"powerplants/{Escaped(powerPlant)}/members/{Escaped(agent.Value)}?reason={Escaped(reason)}", cancellationToken);

    /// <inheritdoc />
    public Task<Roster?> RosterAsync(string powerPlant, CancellationToken cancellationToken = default) =>
        FindAsync($"powerplants/{Escaped(powerPlant)}/members", body => RosterDocument.Read(body), cancellationToken);

    /// <inheritdoc />
    public Task<CommittedSchedule?> ScheduleAsync(string powerPlant, AgentId agent, CancellationToken cancellationToken = default) =>
        FindAsync($"powerplants/{Escaped(powerPlant)}/members/{Escaped(agent.Value)}/schedule", body => ScheduleDocument.ReadCommitted(body), cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _line.Dispose();

    private static string Escaped(string text) => Uri.EscapeDataString(text);

    private static byte[] FleetBytes(Fleet fleet) => System.Text.Encoding.UTF8.GetBytes(FleetFile.ToJson(fleet));

    private async Task<T?> FindAsync<T>(string path, Func<byte[], Validated<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await _line.CallAsync(HttpMethod.Get, path, body: null, cancellationToken).ConfigureAwait(false);
        if (answer.IsNotFound)
            return null;
        return answer.IsDone ? read(answer.Body).Value : throw new BessDataException(answer.Faults(_line.Name));
    }

    private async Task<bool> ChangeAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        var answer = await _line.CallAsync(method, path, body: null, cancellationToken).ConfigureAwait(false);
        if (answer.IsNotFound || answer.Status == System.Net.HttpStatusCode.Conflict)
            return false;
        return answer.IsDone ? true : throw new BessDataException(answer.Faults(_line.Name));
    }

    private async Task<IReadOnlyList<Fault>> SendAsync(HttpMethod method, string path, byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await _line.CallAsync(method, path, body, cancellationToken).ConfigureAwait(false);
            return answer.IsDone ? [] : answer.Faults(_line.Name);
        }
        catch (BessDataException unreachable)
        {
            return unreachable.Faults;
        }
    }
}

using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Remote;

/// <summary>A virtual power plant behind a server: rounds run there, with the same result as here.</summary>
/// <remarks>Each call is a round of its own on the server, whose identity is that of the request with a random end. One call at a time.</remarks>
public sealed class RemoteVirtualPowerPlant : IVirtualPowerPlant, IDisposable
{
    private const int LongestBeginning = 40;
    private const string Caller = "remote";

    private readonly RemoteRoundDesk _desk;
    private readonly string? _powerPlant;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="desk">The server's desk; disposed with this object.</param>
    /// <param name="powerPlant">Name of the power plant there; null for that of the request's fleet.</param>
    public RemoteVirtualPowerPlant(RemoteRoundDesk desk, string? powerPlant = null)
    {
        ArgumentNullException.ThrowIfNull(desk);
        _desk = desk;
        _powerPlant = powerPlant;
    }

    /// <summary>The server's address, without path and user.</summary>
    public string Server => _desk.Options.Server.GetLeftPart(UriPartial.Authority);

    /// <summary>Identity of the latest round on the server; null before the first was accepted.</summary>
    public string? RoundId { get; private set; }

    /// <inheritdoc />
    /// <remarks>The fleet is sent along. The result carries the identity of the request.</remarks>
    public Task<Validated<RoundResult>> CoordinateAsync(
        RoundRequest request, IProgress<IterationTrace>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Fault[] faults = [.. RoundProgrammes.Refuse(request), .. RoundValidator.Check(request.Terms)];
        if (faults.Length > 0)
            return Task.FromResult(Validated<RoundResult>.FromFaults(faults));
        var order = RoundOrder.Of(request);
        return CoordinateAsync(order with { PowerPlant = _powerPlant ?? order.PowerPlant }, progress, cancellationToken);
    }

    /// <summary>Runs an order to its end, with its fleet or with the enrolled batteries.</summary>
    /// <param name="order">The order; the identity is made unique.</param>
    /// <param name="progress">Told of each iteration as it completes, in order; may be null.</param>
    /// <param name="cancellationToken">Cancels the round; the result is then the best plan so far, not an exception.</param>
    /// <returns>The result with the identity of the order, or all faults: the server's, or why it could not be asked.</returns>
    public async Task<Validated<RoundResult>> CoordinateAsync(
        RoundOrder order, IProgress<IterationTrace>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var asked = order.Id ?? "round";
        var launch = await LaunchAsync(order with { Id = Unique(asked) }).ConfigureAwait(false);
        if (launch.RoundId is not { } roundId)
            return Validated<RoundResult>.FromFaults(launch.Running is { } running ? [Taken(running)] : launch.Faults);
        RoundId = roundId;
        try
        {
            await FollowAsync(roundId, progress, cancellationToken).ConfigureAwait(false);
            return await ResultAsync(roundId).ConfigureAwait(false) is { } result
                ? Validated<RoundResult>.FromValue(result with { RoundId = asked })
                : Validated<RoundResult>.FromFault(await WithoutResultAsync(roundId).ConfigureAwait(false));
        }
        catch (BessDataException lost)
        {
            return Validated<RoundResult>.FromFaults(lost.Faults);
        }
    }

    /// <inheritdoc />
    /// <remarks>Enrols the battery at the power plant; a running round that brought its own fleet stays as it is.</remarks>
    /// <exception cref="InvalidOperationException">When no power plant was named.</exception>
    public IReadOnlyList<Fault> Join(FleetMember member) =>
        Task.Run(() => _desk.JoinAsync(Named(), [member])).GetAwaiter().GetResult();

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">When no power plant was named.</exception>
    /// <exception cref="BessDataException">When the server refuses or cannot be reached.</exception>
    public bool Leave(AgentId agent) => Task.Run(() => _desk.LeaveAsync(Named(), agent, "asked by its operator")).GetAwaiter().GetResult();

    /// <inheritdoc />
    public void Dispose() => _desk.Dispose();

    // The answer may be lost on its way: asked again with the same identity the round is the same.
    private async Task<Launch> LaunchAsync(RoundOrder order)
    {
        var options = _desk.Options;
        var launch = await _desk.LaunchAsync(order, Caller).ConfigureAwait(false);
        for (var attempt = 0; attempt < 2 && IsUnheard(launch); attempt++)
        {
            await Task.Delay(options.FirstPause * (1 << (2 * attempt)), options.Clock).ConfigureAwait(false);
            launch = await _desk.LaunchAsync(order, Caller).ConfigureAwait(false);
        }

        return launch;
    }

    private static bool IsUnheard(Launch launch) => launch.Faults.Any(fault => fault.Expected == ServerLine.Reachable);

    // A round of hours must not be lost because the line breaks at its end.
    private async Task<RoundResult?> ResultAsync(string roundId)
    {
        var options = _desk.Options;
        var start = options.Clock.GetTimestamp();
        for (var pause = options.FirstPause; ; pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, options.LongestPause.Ticks)))
        {
            try
            {
                return await _desk.ResultAsync(roundId, CancellationToken.None).ConfigureAwait(false);
            }
            catch (BessDataException lost) when (lost.Faults[0].Expected == ServerLine.Reachable && options.Clock.GetElapsedTime(start) < options.OutageLimit)
            {
                await Task.Delay(pause, options.Clock).ConfigureAwait(false);
            }
        }
    }

    private async Task FollowAsync(string roundId, IProgress<IterationTrace>? progress, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource();
        var cancelling = Task.CompletedTask;
        await using (cancellationToken.Register(() => cancelling = EndAsync(roundId, limit)).ConfigureAwait(false))
        {
            try
            {
                await foreach (var happened in _desk.FollowAsync(roundId, 0, limit.Token).ConfigureAwait(false))
                {
                    if (happened.Iteration is { } iteration)
                        progress?.Report(iteration);
                }
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                // Told below, where there is no result.
            }
        }

        await cancelling.ConfigureAwait(false);
    }

    private async Task EndAsync(string roundId, CancellationTokenSource limit)
    {
        var options = _desk.Options;
        limit.CancelAfter(options.CancelLimit);
        while (!limit.IsCancellationRequested)
        {
            try
            {
                await _desk.CancelAsync(roundId, CancellationToken.None).ConfigureAwait(false);
                return;
            }
            catch (BessDataException)
            {
                // The line is broken: the round must still be ended when it is back, or the follower gives up at the limit.
                await Task.Delay(options.FirstPause, options.Clock).ConfigureAwait(false);
            }
        }
    }

    private async Task<Fault> WithoutResultAsync(string roundId)
    {
        var view = await _desk.RoundAsync(roundId, CancellationToken.None).ConfigureAwait(false);
        var state = view is null ? "unknown to the server" : view.HasEnded ? $"ended without one: {view.Detail}" : "still running";
        return new Fault(Server, "round", "a result", $"the round '{roundId}', {state}");
    }

    private Fault Taken(RoundView running) => new(
        Server, "powerPlant", "a power plant without a running round; wait for its end or cancel it",
        $"'{running.PowerPlant}', whose round '{running.Id}' was launched by {running.LaunchedBy} and runs");

    private string Named() => _powerPlant ?? throw new InvalidOperationException("name the power plant before batteries join or leave it");

    private static string Unique(string asked)
    {
        var safe = string.Concat(asked.Take(LongestBeginning).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
        return $"{safe}-{Guid.NewGuid():N}"[..(safe.Length + 13)];
    }
}

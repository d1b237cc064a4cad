using Bess.Coordination;
using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.Domain;
using Bess.Domain.Assets;
using Bess.Domain.Portfolio;

namespace Bess.Grains.Desk;

/// <content>The cluster as a virtual power plant: a whole round in one call.</content>
public sealed partial class GrainVirtualPowerPlant : IVirtualPowerPlant
{
    private const string Caller = "this process";
    private string? _powerPlant;

    /// <inheritdoc />
    public async Task<Validated<RoundResult>> CoordinateAsync(
        RoundRequest request, IProgress<IterationTrace>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (RoundProgrammes.Refuse(request) is { Count: > 0 } refused)
        {
            return Validated<RoundResult>.FromFaults(refused);
        }

        var order = RoundOrder.Of(request);
        var launch = await LaunchAsync(order, Caller, CancellationToken.None).ConfigureAwait(false);
        if (launch.RoundId is not { } roundId)
        {
            return Validated<RoundResult>.FromFaults(launch.Running is { } running ? [Taken(running)] : launch.Faults);
        }

        _powerPlant = order.PowerPlant;
        await using (cancellationToken.Register(() => _ = CancelAsync(roundId, CancellationToken.None)).ConfigureAwait(false))
        {
            await foreach (var happened in FollowAsync(roundId, 0, CancellationToken.None).ConfigureAwait(false))
            {
                if (happened.Iteration is { } iteration)
                {
                    progress?.Report(iteration);
                }
            }
        }

        return await ResultAsync(roundId, CancellationToken.None).ConfigureAwait(false) is { } result
            ? Validated<RoundResult>.FromValue(result)
            : Validated<RoundResult>.FromFault(new Fault(order.PowerPlant, "round", "a result", await StateAsync(roundId).ConfigureAwait(false)));
    }

    /// <inheritdoc />
    /// <remarks>Enrols the battery at the plant of the last round; that round stays with the batteries that it brought.</remarks>
    /// <exception cref="InvalidOperationException">Before the first round.</exception>
    public IReadOnlyList<Fault> Join(FleetMember member) => Task.Run(() => JoinAsync(Named(), [member])).GetAwaiter().GetResult();

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">Before the first round.</exception>
    public bool Leave(AgentId agent) => Task.Run(() => LeaveAsync(Named(), agent, "asked by its operator")).GetAwaiter().GetResult();

    private static Fault Taken(RoundView running) => new(
        running.PowerPlant, "powerPlant", "a power plant without a running round; wait for its end or cancel it",
        $"round '{running.Id}', launched by {running.LaunchedBy}, runs");

    private string Named() => _powerPlant ?? throw new InvalidOperationException("batteries join and leave a plant that has had a round; this desk has had none");

    private async Task<string> StateAsync(string roundId) =>
        await RoundAsync(roundId, CancellationToken.None).ConfigureAwait(false) is { } view ? $"{view.Phase}: {view.Detail}" : "an unknown round";
}

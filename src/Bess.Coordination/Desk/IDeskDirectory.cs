using Bess.Domain;

namespace Bess.Coordination.Desk;

/// <summary>What a desk can list that knows all its power plants and rounds.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IDeskDirectory
{
    /// <summary>Whether orders come with their batteries; false where the data of batteries stay with whoever hosts them.</summary>
    bool KnowsFleets { get; }

    /// <summary>All power plants that have batteries, groups, schedules or rounds.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Their names in ordinal order.</returns>
    Task<IReadOnlyList<string>> PowerPlantsAsync(CancellationToken cancellationToken = default);

    /// <summary>Rounds of all power plants, newest first.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Those that are kept.</returns>
    Task<IReadOnlyList<RoundView>> RecentRoundsAsync(CancellationToken cancellationToken = default);

    /// <summary>What is wrong with an order, without launching it.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The faults that <see cref="IRoundDesk.LaunchAsync"/> would tell; empty when it would start, or say that another round runs.</returns>
    Task<IReadOnlyList<Fault>> CheckAsync(RoundOrder order, CancellationToken cancellationToken = default);

    /// <summary>The order of a round; where <see cref="KnowsFleets"/>, with the batteries that took part in it from its start.</summary>
    /// <param name="roundId">The round.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null for an unknown round.</returns>
    Task<RoundOrder?> OrderAsync(string roundId, CancellationToken cancellationToken = default);
}

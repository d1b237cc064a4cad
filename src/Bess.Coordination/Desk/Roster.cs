using Bess.Domain.Assets;
using Bess.Domain.Portfolio;
using Bess.Domain.Schedules;

namespace Bess.Coordination.Desk;

/// <summary>What a coordinator knows of a battery before a round: who, where, how large its connection is. No specification.</summary>
/// <param name="Agent">Name.</param>
/// <param name="Group">Where it is connected; null for the fleet's own connection.</param>
/// <param name="PowerMw">Connection power, MW, &gt; 0: the larger of what it can charge and discharge with.</param>
/// <param name="Owner">Who hosts it and keeps its data; null for the operator.</param>
public sealed record RosterEntry(AgentId Agent, string? Group, double PowerMw, string? Owner = null);

/// <summary>The batteries of a power plant, in the order in which they were enrolled.</summary>
/// <param name="PowerPlant">Its name.</param>
/// <param name="Groups">The group tree.</param>
/// <param name="Entries">The batteries.</param>
public sealed record Roster(string PowerPlant, IReadOnlyList<FleetGroup> Groups, IReadOnlyList<RosterEntry> Entries);

/// <summary>A schedule in force.</summary>
/// <param name="RoundId">The round that committed it.</param>
/// <param name="Schedule">The schedule.</param>
public sealed record CommittedSchedule(string RoundId, Schedule Schedule);

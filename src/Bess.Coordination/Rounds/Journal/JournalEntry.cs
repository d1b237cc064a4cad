using Bess.Coordination.Runtime;

namespace Bess.Coordination.Rounds.Journal;

/// <summary>Something that happened to a round from outside: with all of them in order, the round can be run again to the same bit.</summary>
/// <remarks>
/// Everything else of a round is computed: given its request and these entries, algorithm and aggregator are deterministic. So a
/// round that lost its process is resumed by running it again with the recorded answers, and goes on where they end.
/// </remarks>
public abstract record JournalEntry;

/// <summary>The first entry: what was known of the members when the round began.</summary>
/// <param name="TotalPowerMw">Σ of the agents' connection powers, MW.</param>
/// <param name="ClassPowersMw">… of the agents of each class of constraints, MW.</param>
/// <param name="Agents">Number of agents.</param>
public sealed record RoundOpened(double TotalPowerMw, IReadOnlyList<double> ClassPowersMw, int Agents) : JournalEntry;

/// <summary>The answers to one broadcast.</summary>
/// <param name="Sequence">Number of the broadcast, from 1.</param>
/// <param name="Gathering">Sums and counts; no individual answers.</param>
/// <param name="AgentSeconds">Wall-clock time of gathering.</param>
/// <param name="ElapsedSeconds">Time since the round began, when the answers were in.</param>
public sealed record AnswersGathered(int Sequence, Gathering Gathering, double AgentSeconds, double ElapsedSeconds) : JournalEntry;

/// <summary>The clock or a person ended the iterations.</summary>
/// <param name="IsCancelled">True for a person, false for the deadline.</param>
public sealed record RoundStopped(bool IsCancelled) : JournalEntry;

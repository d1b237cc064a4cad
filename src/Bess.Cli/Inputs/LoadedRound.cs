using Bess.Coordination.Rounds;
using Bess.Domain.Time;

namespace Bess.Cli.Inputs;

/// <summary>A run whose files were all read and found to fit together.</summary>
/// <param name="Specification">What was asked.</param>
/// <param name="Request">The round.</param>
/// <param name="Zone">The bidding zone, for local time; null when unknown.</param>
/// <param name="Files">Every file that was read, with its hash.</param>
/// <param name="Notes">Choices that were made for the user, for example how the scenarios came to be.</param>
internal sealed record LoadedRound(
    RunSpecification Specification, RoundRequest Request, BiddingZone? Zone, IReadOnlyList<InputFile> Files, IReadOnlyList<string> Notes);

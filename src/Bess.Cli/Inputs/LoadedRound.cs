using Bess.Coordination.Desk;
using Bess.Coordination.Rounds;
using Bess.Domain.Time;
using Bess.Reports;

namespace Bess.Cli.Inputs;

/// <summary>A run whose files were all read and found to fit together.</summary>
/// <param name="Specification">What was asked.</param>
/// <param name="Order">The round; its fleet is null where the batteries are those enrolled at a server.</param>
/// <param name="Zone">The bidding zone, for local time; null when unknown.</param>
/// <param name="Files">Every file that was read, with its hash.</param>
/// <param name="Notes">Choices that were made for the user, for example how the scenarios came to be.</param>
internal sealed record LoadedRound(
    RunSpecification Specification, RoundOrder Order, BiddingZone? Zone, IReadOnlyList<InputFile> Files, IReadOnlyList<string> Notes)
{
    /// <summary>The round with its fleet.</summary>
    /// <exception cref="InvalidOperationException">When the batteries are those enrolled at a server.</exception>
    public RoundRequest Request => new()
    {
        Id = Order.Id ?? Order.PowerPlant,
        Fleet = Order.Fleet ?? throw new InvalidOperationException("this round has no fleet of its own"),
        Scenarios = Order.Scenarios,
        Coupling = Order.Coupling,
        Options = Order.Options,
    };

    /// <summary>The round as reports need it.</summary>
    public ReportedRound Reported => new(Order, Zone, Notes);

    /// <summary>How many batteries took part.</summary>
    public int AgentsIn(RoundResult result) => Reported.AgentsIn(result);
}

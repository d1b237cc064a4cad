using Bess.Domain.Time;

namespace Bess.Markets.Sources.Neso;

/// <summary>Tables of the data portal; a year's table is closed at its end, so that a new year is a new line.</summary>
internal static class NesoResources
{
    /// <summary>Results summary of the response and reserve auctions: archives by business year from April, and what follows.</summary>
    private static readonly (DateOnly From, string Id)[] Auctions =
    [
        (new(2023, 4, 1), "be5c6b0d-a335-4859-93f2-389585b4e9a1"),
        (new(2024, 4, 1), "ab130833-3ce4-4361-90fb-69fa3cf30f15"),
        (new(2025, 4, 1), "be55ee51-b79e-47da-b71e-a0f8865d9d66"),
        (new(2026, 4, 1), "596f29ac-0387-4ba4-a6d3-95c243140707"),
    ];

    /// <summary>Historic demand by calendar year.</summary>
    private static readonly (DateOnly From, string Id)[] Demand =
    [
        (new(2020, 1, 1), "33ba6857-2a55-479f-9308-e5c4c53d4381"),
        (new(2021, 1, 1), "18c69c42-f20d-46f0-84e9-e279045befc6"),
        (new(2022, 1, 1), "bb44a1b5-75b1-4db2-8491-257f23385006"),
        (new(2023, 1, 1), "bf5ab335-9b40-4ea4-b93a-ab4af7bce003"),
        (new(2024, 1, 1), "f6d02c0f-957b-48cb-82ee-09003f2ba759"),
        (new(2025, 1, 1), "b2bde559-3455-4021-b179-dfe60c0337b0"),
        (new(2026, 1, 1), "8a4a771c-3929-4e56-93ad-cdf13219dea5"),
    ];

    /// <summary>The tables of auctions that a span touches; EFA days begin an hour before midnight, hence the margin.</summary>
    public static IEnumerable<(string Id, DeliveryInterval Span)> AuctionsOf(DeliveryInterval span) => Touching(Auctions, span, TimeSpan.FromHours(1));

    /// <summary>The tables of demand that a span touches.</summary>
    public static IEnumerable<(string Id, DeliveryInterval Span)> DemandOf(DeliveryInterval span) => Touching(Demand, span, TimeSpan.Zero);

    private static IEnumerable<(string Id, DeliveryInterval Span)> Touching((DateOnly From, string Id)[] tables, DeliveryInterval span, TimeSpan lead)
    {
        for (var i = 0; i < tables.Length; i++)
        {
            var from = MarketClock.GreatBritain.StartOfDay(tables[i].From) - lead;
            var to = i + 1 < tables.Length ? MarketClock.GreatBritain.StartOfDay(tables[i + 1].From) - lead : DateTimeOffset.MaxValue;
            var (start, end) = (from > span.Start ? from : span.Start, to < span.End ? to : span.End);
            if (start < end)
                yield return (tables[i].Id, new DeliveryInterval(start, end));
        }
    }
}

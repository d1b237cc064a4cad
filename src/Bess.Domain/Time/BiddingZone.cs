using System.Diagnostics.CodeAnalysis;
using Bess.Domain.Units;

namespace Bess.Domain.Time;

/// <summary>An area with one wholesale price, and the clock by which its market days are counted.</summary>
/// <remarks>Equality is by all members; immutable and thread-safe. The currency is the usual one; a series carries its own.</remarks>
public sealed record BiddingZone
{
    /// <summary>Creates a zone.</summary>
    /// <param name="name">Short name such as <c>DE_LU</c>; letters, digits and underscores.</param>
    /// <param name="eic">Energy Identification Code of 16 characters, or null where there is none.</param>
    /// <param name="clock">Clock of the market days.</param>
    /// <param name="currency">Usual currency of prices.</param>
    /// <exception cref="ArgumentException">When the name has other characters, or the code is not 16 characters long.</exception>
    public BiddingZone(string name, string? eic, MarketClock clock, Currency currency)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(clock);
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw new ArgumentException($"Expected letters, digits and underscores, was '{name}'.", nameof(name));
        if (eic is not null && eic.Length != 16)
            throw new ArgumentException($"Expected 16 characters, was '{eic}'.", nameof(eic));
        Name = name;
        Eic = eic;
        Clock = clock;
        Currency = currency;
    }

    /// <summary>Short name such as <c>DE_LU</c>.</summary>
    public string Name { get; }

    /// <summary>Energy Identification Code (ENTSO-E, area codes), 16 characters, or null where there is none.</summary>
    public string? Eic { get; }

    /// <summary>Clock of the market days.</summary>
    public MarketClock Clock { get; }

    /// <summary>Usual currency of prices.</summary>
    public Currency Currency { get; }

    /// <summary>Germany and Luxembourg.</summary>
    public static BiddingZone DeLu { get; } = European("DE_LU", "10Y1001A1001A82H");

    /// <summary>Netherlands.</summary>
    public static BiddingZone Nl { get; } = European("NL", "10YNL----------L");

    /// <summary>Sweden 3, Stockholm.</summary>
    public static BiddingZone Se3 { get; } = European("SE3", "10Y1001A1001A46L");

    /// <summary>Great Britain; day-ahead prices are also published in euro.</summary>
    public static BiddingZone Gb { get; } = new("GB", "10YGB----------A", MarketClock.GreatBritain, Currency.Gbp);

    /// <summary>Indian Energy Exchange.</summary>
    public static BiddingZone InIex { get; } = new("IN_IEX", null, MarketClock.India, Currency.Inr);

    /// <summary>Victoria, Australian National Electricity Market.</summary>
    public static BiddingZone AuVic1 { get; } = new("AU_VIC1", null, MarketClock.AustraliaNem, Currency.Aud);

    /// <summary>Texas, ERCOT.</summary>
    public static BiddingZone UsErcot { get; } = new("US_ERCOT", null, MarketClock.UsCentral, Currency.Usd);

    /// <summary>All zones known by name, in order of name.</summary>
    public static IReadOnlyList<BiddingZone> Catalogue { get; } = Array.AsReadOnly(new[]
    {
        European("AT", "10YAT-APG------L"), AuVic1, European("BE", "10YBE----------2"), European("CH", "10YCH-SWISSGRIDZ"),
        European("CZ", "10YCZ-CEPS-----N"), DeLu, European("DK1", "10YDK-1--------W"), European("DK2", "10YDK-2--------M"),
        European("FR", "10YFR-RTE------C"), Gb, European("HU", "10YHU-MAVIR----U"), InIex, European("IT_NORD", "10Y1001A1001A73I"), Nl,
        European("NO2", "10YNO-2--------T"), European("PL", "10YPL-AREA-----S"), European("SE1", "10Y1001A1001A44P"),
        European("SE2", "10Y1001A1001A45N"), Se3, European("SE4", "10Y1001A1001A47J"), European("SI", "10YSI-ELES-----O"), UsErcot,
    });

    /// <summary>
    /// Finds a zone of the catalogue by name, in any case and with any of <c>_ - /</c> or none between the parts, by the short
    /// names <c>IEX</c>, <c>VIC1</c> and <c>ERCOT</c>, or by its Energy Identification Code.
    /// </summary>
    /// <param name="name">The name; null or empty finds nothing.</param>
    /// <param name="zone">The zone, or null.</param>
    /// <returns>Whether it was found.</returns>
    public static bool TryFind(string? name, [NotNullWhen(true)] out BiddingZone? zone)
    {
        var key = Key(name ?? "");
        zone = key.Length == 0
            ? null
            : Catalogue.FirstOrDefault(z => Key(z.Name) == key || (z.Eic is not null && Key(z.Eic) == key) || ShortName(z) == key);
        return zone is not null;
    }

    /// <summary>The short name.</summary>
    public override string ToString() => Name;

    private static BiddingZone European(string name, string eic) => new(name, eic, MarketClock.CentralEuropean, Currency.Eur);

    private static string Key(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    // The country prefix of the zones outside Europe may be left out.
    private static string? ShortName(BiddingZone zone) =>
        zone.Eic is null && zone.Name.IndexOf('_') is var cut and > 0 ? zone.Name[(cut + 1)..] : null;
}

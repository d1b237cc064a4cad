namespace Bess.Domain.Units;

/// <summary>A currency by its three-letter code (ISO 4217).</summary>
/// <remarks>
/// Invariant: three capital letters A–Z; membership in the ISO list is not checked. Default: <c>XXX</c>, the ISO code for
/// "no currency". Equality is by code; immutable and thread-safe.
/// </remarks>
public readonly record struct Currency
{
    private const string None = "XXX";
    private readonly string? _code;

    /// <summary>Creates a currency.</summary>
    /// <param name="code">Three capital letters, for example <c>EUR</c>.</param>
    /// <exception cref="ArgumentException">When <paramref name="code"/> is not three capital letters A–Z.</exception>
    public Currency(string code)
    {
        if (!IsCode(code))
            throw new ArgumentException($"Expected three capital letters, was '{code}'.", nameof(code));
        _code = code == None ? null : code;
    }

    /// <summary>The three capital letters.</summary>
    public string Code => _code ?? None;

    /// <summary>Euro.</summary>
    public static Currency Eur { get; } = new("EUR");

    /// <summary>Pound sterling.</summary>
    public static Currency Gbp { get; } = new("GBP");

    /// <summary>Indian rupee.</summary>
    public static Currency Inr { get; } = new("INR");

    /// <summary>Swedish krona.</summary>
    public static Currency Sek { get; } = new("SEK");

    /// <summary>United States dollar.</summary>
    public static Currency Usd { get; } = new("USD");

    /// <summary>Australian dollar.</summary>
    public static Currency Aud { get; } = new("AUD");

    /// <summary>Whether a text is three capital letters A–Z.</summary>
    /// <param name="code">The text; may be null.</param>
    /// <returns>Whether it would be accepted as a code.</returns>
    public static bool IsCode(string? code) => code is { Length: 3 } && code.All(char.IsAsciiLetterUpper);

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}

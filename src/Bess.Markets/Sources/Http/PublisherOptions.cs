namespace Bess.Markets.Sources.Http;

/// <summary>How a web publisher is spoken to.</summary>
/// <remarks>
/// Every member but the address has a default that suits a public service. A test points <see cref="BaseAddress"/> at its own server
/// on loopback. Equality is by members; immutable and thread-safe.
/// </remarks>
public sealed record PublisherOptions
{
    /// <summary>Speaks to a publisher at an address.</summary>
    /// <param name="baseAddress">Absolute address; what is asked for is relative to it, so it ends in a slash.</param>
    /// <exception cref="ArgumentException">When the address is not absolute or not http or https.</exception>
    public PublisherOptions(Uri baseAddress)
    {
        ArgumentNullException.ThrowIfNull(baseAddress);
        BaseAddress = Checked(baseAddress);
    }

    /// <summary>Speaks to a publisher at an address.</summary>
    /// <param name="baseAddress">Absolute address that ends in a slash.</param>
    public PublisherOptions(string baseAddress)
        : this(new Uri(baseAddress, UriKind.Absolute))
    {
    }

    /// <summary>Absolute address, http or https.</summary>
    public Uri BaseAddress
    {
        get;
        init => field = Checked(value);
    }

    /// <summary>Key of the caller, where the publisher asks for one; never shown in a fault.</summary>
    /// <value>Default: null, none.</value>
    public string? Token { get; init; }

    /// <summary>Longest time of one try, from the request to the last byte.</summary>
    /// <value>Default: 60 s.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Further tries after the first one failed in a way that may pass; ≥ 0.</summary>
    /// <value>Default: 4.</value>
    public int Retries { get; init; } = 4;

    /// <summary>Wait before the first further try; doubled each time, with jitter.</summary>
    /// <value>Default: 1 s.</value>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two tries; a publisher that asks for more (Retry-After) is given up.</summary>
    /// <value>Default: 2 minutes.</value>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Most requests a second, tries included; &gt; 0.</summary>
    /// <value>Default: 2.</value>
    public double RequestsPerSecond { get; init; } = 2;

    /// <summary>Longest answer in bytes, unpacked; more is a fault.</summary>
    /// <value>Default: 64 MiB.</value>
    public int MaximumBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Further headers of every request.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Seed of the jitter.</summary>
    /// <value>Default: 1.</value>
    public int Seed { get; init; } = 1;

    /// <summary>Refuses what cannot be meant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">When a number is outside its range.</exception>
    internal void Insist()
    {
        Above(Timeout > TimeSpan.Zero, nameof(Timeout), Timeout, "> 0");
        Above(Retries >= 0, nameof(Retries), Retries, ">= 0");
        Above(FirstDelay >= TimeSpan.Zero, nameof(FirstDelay), FirstDelay, ">= 0");
        Above(LongestDelay >= FirstDelay, nameof(LongestDelay), LongestDelay, ">= the first delay");
        Above(RequestsPerSecond > 0, nameof(RequestsPerSecond), RequestsPerSecond, "> 0");
        Above(MaximumBytes > 0, nameof(MaximumBytes), MaximumBytes, "> 0");
    }

    private static Uri Checked(Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException($"Expected an absolute http or https address, was '{address}'.", nameof(address));
        return address;
    }

    private static void Above(bool holds, string name, object actual, string expected)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, actual, $"Expected {expected}.");
    }
}

namespace Bess.Dashboard.Api;

/// <summary>The stable names of problems, documented in docs/reference/http-api.md.</summary>
internal static class ProblemTypes
{
    public const string NoKey = "urn:bess:problem:no-key";
    public const string Forbidden = "urn:bess:problem:forbidden";
    public const string NotFound = "urn:bess:problem:not-found";
    public const string NoResult = "urn:bess:problem:no-result";
    public const string Running = "urn:bess:problem:round-running";
    public const string Ended = "urn:bess:problem:round-ended";
    public const string NoJson = "urn:bess:problem:not-json";
    public const string Invalid = "urn:bess:problem:invalid";
    public const string TooLong = "urn:bess:problem:too-long";
    public const string TooManyCalls = "urn:bess:problem:too-many-calls";
    public const string NoProsumers = "urn:bess:problem:no-prosumers";
    public const string NoDirectory = "urn:bess:problem:no-directory";
    public const string NoPrices = "urn:bess:problem:no-prices";
    public const string PrivateData = "urn:bess:problem:private-data";
    public const string NoPrecondition = "urn:bess:problem:no-precondition";
    public const string Changed = "urn:bess:problem:changed";
    public const string NotReady = "urn:bess:problem:not-ready";
    public const string Internal = "urn:bess:problem:internal";

    private static readonly Dictionary<string, string> Titles = new()
    {
        [NoKey] = "No valid key",
        [Forbidden] = "Not allowed with this key",
        [NotFound] = "Not found",
        [NoResult] = "No result",
        [Running] = "A round of this power plant runs",
        [Ended] = "The round has ended",
        [NoJson] = "Not a JSON document",
        [Invalid] = "The request cannot be accepted",
        [TooLong] = "The request is too long",
        [TooManyCalls] = "Too many calls",
        [NoProsumers] = "No prosumers here",
        [NoDirectory] = "No list here",
        [NoPrices] = "No prices here",
        [PrivateData] = "Not known here",
        [NoPrecondition] = "A precondition is missing",
        [Changed] = "It has changed",
        [NotReady] = "Not ready",
        [Internal] = "Internal failure",
    };

    public static string TitleOf(string type) => Titles[type];
}

using System.Text;
using System.Text.Json;
using Bess.Coordination.Rounds;
using Bess.Domain;

namespace Bess.Coordination.Remote.Documents;

/// <summary>Results as JSON, for wires and stores: one compact object that reads back to the same bits. Reading is strict. Thread-safe.</summary>
/// <remarks>A number of −∞ (a bound that is not known) is null; +∞ and NaN are the texts "Infinity" and "NaN".</remarks>
public static class RoundResultDocument
{
    /// <summary>The field <c>kind</c> of such a document.</summary>
    public const string Kind = "round-result";

    /// <summary>Longest document that is read, bytes: 512 MiB.</summary>
    public const int LongestBytes = 512 << 20;

    /// <summary>Writes a result.</summary>
    /// <param name="result">The result.</param>
    /// <returns>UTF-8, compact; the same result gives the same bytes.</returns>
    public static byte[] Write(RoundResult result) => DocumentBytes.Write(Kind, result, Fields);

    /// <summary>Reads a result.</summary>
    /// <param name="utf8">The document.</param>
    /// <returns>The result, or all faults.</returns>
    public static Validated<RoundResult> Read(ReadOnlySpan<byte> utf8) => DocumentBytes.Read(utf8, Kind, LongestBytes, Fields);

    /// <summary>Reads a result.</summary>
    /// <param name="text">The document.</param>
    /// <returns>The result, or all faults.</returns>
    public static Validated<RoundResult> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static void Fields(Utf8JsonWriter json, RoundResult result)
    {
        json.WriteString("roundId", result.RoundId);
        json.WriteString("status", DocumentNames.Of(DocumentNames.Statuses, result.Status));
        json.WriteString("detail", result.Detail);
        json.Object("certificate", result.Certificate, OutcomeParts.Write);
        json.Objects("certificates", result.Certificates, OutcomeParts.Write);
        json.Object("verdict", result.Verdict, OutcomeParts.Write);
        json.Object("economics", result.Economics, OutcomeParts.Write);
        json.Object("timing", result.Timing, OutcomeParts.Write);
        json.Texts("notes", result.Notes);
        json.Indices("nonUniqueMultiplierSteps", result.NonUniqueMultiplierSteps);
        json.Objects("coupling", result.Coupling, OutcomeParts.Write);
        json.Object("warmStart", result.WarmStart, OutcomeParts.Write);
        json.Objects("schedules", result.Schedules, SchedulePart.Write);
        json.Objects("trace", result.Trace, TracePart.Write);
    }

    private static RoundResult Fields(DocumentObject form) => new()
    {
        RoundId = form.Text("roundId"),
        Status = form.OneOf("status", DocumentNames.Statuses),
        Detail = form.Text("detail"),
        Certificate = form.Object("certificate", OutcomeParts.ReadCertificate)!,
        Certificates = form.Objects("certificates", OutcomeParts.ReadCertificate),
        Verdict = form.Object("verdict", OutcomeParts.ReadVerdict)!,
        Economics = form.Object("economics", OutcomeParts.ReadEconomics)!,
        Timing = form.Object("timing", OutcomeParts.ReadTiming)!,
        Notes = form.Texts("notes"),
        NonUniqueMultiplierSteps = form.Indices("nonUniqueMultiplierSteps"),
        Coupling = form.Objects("coupling", OutcomeParts.ReadSum),
        WarmStart = form.Object("warmStart", OutcomeParts.ReadWarmStart)!,
        Schedules = form.Objects("schedules", SchedulePart.Read),
        Trace = form.Objects("trace", TracePart.Read),
    };
}

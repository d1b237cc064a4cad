using Bess.Domain;
using Bess.Domain.Prices;

namespace Bess.Coordination.Remote.Documents;

/// <summary>Price scenarios as JSON, with the fields of the scenarios of an order. Reading is strict. Thread-safe.</summary>
public static class ScenarioSetDocument
{
    /// <summary>The field <c>kind</c> of such a document.</summary>
    public const string Kind = "scenarios";

    /// <summary>Longest document that is read, bytes: 32 MiB.</summary>
    public const int LongestBytes = 32 << 20;

    /// <summary>Writes scenarios.</summary>
    /// <param name="scenarios">The scenarios.</param>
    /// <returns>UTF-8, compact; the same scenarios give the same bytes.</returns>
    public static byte[] Write(ScenarioSet scenarios) => DocumentBytes.Write(Kind, scenarios, ScenariosPart.Write);

    /// <summary>Reads scenarios.</summary>
    /// <param name="utf8">The document.</param>
    /// <returns>The scenarios, or all faults.</returns>
    public static Validated<ScenarioSet> Read(ReadOnlySpan<byte> utf8) => DocumentBytes.Read(utf8, Kind, LongestBytes, form => ScenariosPart.Read(form, out _));
}

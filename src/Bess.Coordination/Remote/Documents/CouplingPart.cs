using System.Text.Json;
using Bess.Coordination.Coupling;

namespace Bess.Coordination.Remote.Documents;

/// <summary>What couples the batteries of a round.</summary>
internal static class CouplingPart
{
    private const string Commitments = "commitments";
    private const string Limits = "limits";
    private const string Injections = "injections";
    private const string ViolationPrice = "violationPricePerMwh";
    private const string Mode = "mode";
    private const string Group = "group";
    private const string Power = "powerMw";
    private const string SurplusPrice = "surplusPricePerMwh";
    private const string ShortfallPrice = "shortfallPricePerMwh";
    private const string Lower = "lowerMw";
    private const string Upper = "upperMw";

    public static void Write(Utf8JsonWriter json, CouplingSpecification coupling)
    {
        json.Objects(Commitments, coupling.Commitments, Write);
        json.Objects(Limits, coupling.Limits, Write);
        json.Objects(Injections, coupling.Injections, Write);
        json.Number(ViolationPrice, coupling.ViolationPricePerMwh);
    }

    /// <summary>Reads it.</summary>
    /// <param name="form">The object.</param>
    /// <param name="steps">Length of every vector; null when the horizon itself is at fault.</param>
    public static CouplingSpecification Read(DocumentObject form, int? steps) => new()
    {
        Commitments = form.Objects(Commitments, one => ReadCommitment(one, steps)),
        Limits = form.Objects(Limits, one => new PowerLimit(one.FiniteVector(Lower, steps), one.FiniteVector(Upper, steps), one.TextOrNull(Group))),
        Injections = form.Objects(Injections, one => new KnownInjection(one.FiniteVector(Power, steps), one.TextOrNull(Group))),
        ViolationPricePerMwh = form.FiniteOrNull(ViolationPrice),
    };

    private static void Write(Utf8JsonWriter json, Commitment commitment)
    {
        json.WriteString(Mode, DocumentNames.Of(DocumentNames.Modes, commitment.Mode));
        json.WriteString(Group, commitment.Group);
        json.Vector(Power, commitment.PowerMw);
        if (commitment.SurplusPricePerMwh is { } surplus)
            json.Vector(SurplusPrice, surplus);
        if (commitment.ShortfallPricePerMwh is { } shortfall)
            json.Vector(ShortfallPrice, shortfall);
    }

    private static void Write(Utf8JsonWriter json, PowerLimit limit)
    {
        json.WriteString(Group, limit.Group);
        json.Vector(Lower, limit.LowerMw);
        json.Vector(Upper, limit.UpperMw);
    }

    private static void Write(Utf8JsonWriter json, KnownInjection injection)
    {
        json.WriteString(Group, injection.Group);
        json.Vector(Power, injection.PowerMw);
    }

    private static Commitment ReadCommitment(DocumentObject form, int? steps) => new(
        form.FiniteVector(Power, steps),
        form.OneOf(Mode, DocumentNames.Modes),
        form.TextOrNull(Group),
        form.FiniteVectorOrNull(SurplusPrice, steps),
        form.FiniteVectorOrNull(ShortfallPrice, steps));
}

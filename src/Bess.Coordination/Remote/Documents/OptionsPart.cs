using System.Text.Json;
using Bess.Coordination.Rounds;

namespace Bess.Coordination.Remote.Documents;

/// <summary>Settings of a round; what is not said has its default. Clock and threads are the desk's own and are not sent.</summary>
internal static class OptionsPart
{
    private const string Algorithm = "algorithm";
    private const string Gap = "gapTolerance";
    private const string Residual = "residualTolerance";
    private const string Iterations = "iterationLimit";
    private const string Deadline = "deadlineSeconds";
    private const string Staleness = "stalenessLimit";
    private const string CertifyEvery = "certifyEvery";
    private const string Exclusivity = "enforceExclusivity";
    private const string Penalty = "penalty";
    private const string Smoothing = "smoothing";
    private const string Masked = "maskedSums";
    private const string Leaf = "leafSize";
    private const string FanIn = "fanIn";
    private const string Patience = "iterationPatienceSeconds";
    private const string WarmStart = "warmStart";
    private const string Multipliers = "multipliersPerMwh";

    public static void Write(Utf8JsonWriter json, RoundOptions options)
    {
        json.WriteString(Algorithm, DocumentNames.Of(DocumentNames.Algorithms, options.Algorithm));
        json.Number(Gap, options.GapTolerance);
        json.Number(Residual, options.ResidualTolerance);
        if (options.IterationLimit is { } limit)
            json.WriteNumber(Iterations, limit);
        if (options.Deadline is { } deadline)
            json.Number(Deadline, SecondsText.Of(deadline));
        json.WriteNumber(Staleness, options.StalenessLimit);
        json.WriteNumber(CertifyEvery, options.CertifyEvery);
        json.WriteBoolean(Exclusivity, options.EnforceExclusivity);
        json.Number(Penalty, options.Penalty);
        json.Number(Smoothing, options.Smoothing);
        json.WriteBoolean(Masked, options.MaskedSums);
        if (options.LeafSize is { } leaf)
            json.WriteNumber(Leaf, leaf);
        json.WriteNumber(FanIn, options.FanIn);
        if (options.IterationPatience is { } patience)
            json.Number(Patience, SecondsText.Of(patience));
        if (options.WarmStart is { } warm)
            json.Object(WarmStart, warm, Write);
    }

    /// <summary>Reads them; ranges that the validator of rounds knows are left to it, so that they are told in one place.</summary>
    public static RoundOptions Read(DocumentObject form)
    {
        var defaults = new RoundOptions();
        return defaults with
        {
            Algorithm = form.OneOfOrNull(Algorithm, DocumentNames.Algorithms) ?? defaults.Algorithm,
            GapTolerance = form.FiniteOrNull(Gap) ?? defaults.GapTolerance,
            ResidualTolerance = form.FiniteOrNull(Residual) ?? defaults.ResidualTolerance,
            IterationLimit = form.WholeOrNull(Iterations, 1),
            Deadline = form.FiniteOrNull(Deadline) is { } seconds ? SecondsText.Read(form, Deadline, seconds) : null,
            StalenessLimit = form.WholeOrNull(Staleness, 0) ?? defaults.StalenessLimit,
            CertifyEvery = form.WholeOrNull(CertifyEvery, 0) ?? defaults.CertifyEvery,
            EnforceExclusivity = form.FlagOrNull(Exclusivity) ?? defaults.EnforceExclusivity,
            Penalty = form.FiniteOrNull(Penalty),
            Smoothing = form.FiniteOrNull(Smoothing),
            MaskedSums = form.FlagOrNull(Masked) ?? defaults.MaskedSums,
            LeafSize = form.WholeOrNull(Leaf, 1),
            FanIn = form.WholeOrNull(FanIn, 2) ?? defaults.FanIn,
            IterationPatience = form.FiniteOrNull(Patience) is { } wait ? SecondsText.Read(form, Patience, wait) : null,
            WarmStart = form.ObjectOrNull(WarmStart, ReadWarmStart),
        };
    }

    private static void Write(Utf8JsonWriter json, WarmStart warm) => json.Matrix(Multipliers, warm.MultipliersPerMwh);

    private static WarmStart ReadWarmStart(DocumentObject form) => new(form.FiniteMatrix(Multipliers, columns: null));
}

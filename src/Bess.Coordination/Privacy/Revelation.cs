namespace Bess.Coordination.Privacy;

/// <summary>An agent's answer to the request to reveal.</summary>
/// <param name="Verdict">Why no keys are given, or <see cref="MaskVerdict.Granted"/>.</param>
/// <param name="Keys">One for each neighbour that dropped out; empty unless granted.</param>
public sealed record Revelation(MaskVerdict Verdict, IReadOnlyList<RevealedKey> Keys);

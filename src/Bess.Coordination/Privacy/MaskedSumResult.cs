namespace Bess.Coordination.Privacy;

/// <summary>A masked sum, opened or refused.</summary>
/// <param name="Status">Which of both.</param>
/// <param name="Values">The sum, <see cref="MaskScope.Values"/> numbers, each rounded once; empty unless opened.</param>
/// <param name="Answers">Answers in it.</param>
/// <param name="Missing">Pairs whose key is missing, by place; the living one of each is to be asked.</param>
public sealed record MaskedSumResult(MaskedSumStatus Status, double[] Values, int Answers, IReadOnlyList<MaskPair> Missing);

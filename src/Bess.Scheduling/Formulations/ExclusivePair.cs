namespace Bess.Scheduling.Formulations;

/// <summary>Two columns of which at most one may be above zero, such as charge and discharge of a step.</summary>
/// <param name="First">A column.</param>
/// <param name="FirstLimit">Its upper bound.</param>
/// <param name="Second">The other column.</param>
/// <param name="SecondLimit">Its upper bound.</param>
/// <param name="IsSuspect">Whether a price makes it pay to use both, so that a search should decide from the start.</param>
internal readonly record struct ExclusivePair(int First, double FirstLimit, int Second, double SecondLimit, bool IsSuspect);

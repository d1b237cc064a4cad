namespace Bess.Scheduling.Checking;

/// <summary>Deviations of frequency from nominal, from the start of a plan on.</summary>
/// <param name="SampleSeconds">Length of a sample, s; &gt; 0.</param>
/// <param name="DeviationHz">f − nominal, Hz, one a sample; negative when frequency is low.</param>
public sealed record FrequencyTrace(double SampleSeconds, IReadOnlyList<double> DeviationHz);

using Bess.Optimization.LinearAlgebra.Dense;

namespace Bess.Scheduling.Kernel;

/// <summary>Where the numbers of a model stand: every block is padded to eight doubles, so that vector loops need no remainder.</summary>
/// <param name="Steps">T.</param>
/// <param name="Scenarios">S; 0 without risk.</param>
/// <param name="HasRamp">Whether ramp rows exist.</param>
/// <param name="HasSoft">Whether a soft window exists.</param>
/// <remarks>
/// Two-sided variables: charge, discharge, energy and (with ramps) power differences, one block each. One-sided: u, w per
/// scenario, then the soft window's pair per step. Rows: scenarios, then T − 1 ramp rows from <see cref="FirstRampRow"/> on.
/// </remarks>
internal readonly record struct StorageLayout(int Steps, int Scenarios, bool HasRamp, bool HasSoft)
{
    public int StepStride => DenseCholesky.PaddedLength(Steps);

    public int ScenarioStride => DenseCholesky.PaddedLength(Scenarios);

    public int TwoSided => (HasRamp ? 4 : 3) * StepStride;

    public int SoftStride => HasSoft ? StepStride : 0;

    public int OneSided => 2 * (ScenarioStride + SoftStride);

    public int FirstRampRow => HasRamp ? ScenarioStride : Scenarios;

    /// <summary>J; rows between the last scenario and the first ramp row are empty.</summary>
    public int Rows => FirstRampRow + (HasRamp ? Steps - 1 : 0);

    public int RowStride => DenseCholesky.PaddedLength(Rows);

    public static StorageLayout Of(StorageModel model) =>
        new(model.Steps, model.HasRisk ? model.Prices.Scenarios : 0, model.HasRamp, model.SoftSign != 0);
}

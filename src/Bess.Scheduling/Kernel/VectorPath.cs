namespace Bess.Scheduling.Kernel;

/// <summary>How many numbers an instruction of a <see cref="StorageKernel"/> works on. Answers differ by rounding only.</summary>
public enum VectorPath
{
    /// <summary>The widest that the processor has.</summary>
    Automatic = 0,

    /// <summary>Eight (AVX-512).</summary>
    Bits512 = 1,

    /// <summary>Four (AVX2).</summary>
    Bits256 = 2,

    /// <summary>One.</summary>
    Scalar = 3,
}

namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>A pinned array of doubles that starts on a 64-byte boundary; managed memory, freed by the collector.</summary>
internal sealed unsafe class AlignedDoubles
{
    private const int Alignment = 64;
    private readonly double[] _array;

    public AlignedDoubles(int length)
    {
        _array = GC.AllocateUninitializedArray<double>(checked(length + (Alignment / sizeof(double))), pinned: true);
        fixed (double* start = _array) Pointer = (double*)(((nuint)start + Alignment - 1) & ~(nuint)(Alignment - 1));
    }

    /// <summary>First element, valid while this object lives.</summary>
    public double* Pointer { get; }
}

namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>The few vector operations that <see cref="LanePanelKernel{TVector, TOps}"/> is written in.</summary>
/// <typeparam name="TVector">A register of <see cref="Lanes"/> doubles.</typeparam>
internal unsafe interface ILaneOperations<TVector>
    where TVector : unmanaged
{
    /// <summary>Doubles in a register: 8, 4 or 1.</summary>
    static abstract int Lanes { get; }

    /// <summary>All zeros.</summary>
    static abstract TVector Zero { get; }

    /// <summary>Reads <see cref="Lanes"/> doubles from any address.</summary>
    static abstract TVector Load(double* source);

    /// <summary>Writes <see cref="Lanes"/> doubles to any address.</summary>
    static abstract void Store(double* target, TVector value);

    /// <summary>The same value in every lane.</summary>
    static abstract TVector Broadcast(double value);

    /// <summary>left · right + addend; rounded once where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>left + right.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary>left − right.</summary>
    static abstract TVector Subtract(TVector left, TVector right);

    /// <summary>left · right, lane by lane.</summary>
    static abstract TVector Multiply(TVector left, TVector right);

    /// <summary>Sum of the lanes.</summary>
    static abstract double Sum(TVector value);
}

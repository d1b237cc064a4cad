namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>The few vector operations that <see cref="LanePanelKernel{TVector, TOps}"/> is written in.</summary>
/// <typeparam name="TVector">A register of <see cref="Lanes"/> doubles.</typeparam>
internal unsafe interface ILaneOperations<TVector>
    where TVector : unmanaged
{
    /// <summary>Doubles in a register: 8, 4 or 1.</summary>
    static abstract int Lanes { get; }

    static abstract TVector Zero { get; }

    static abstract TVector Load(double* source);

    static abstract void Store(double* target, TVector value);

    static abstract TVector Broadcast(double value);

    /// <summary>left · right + addend; rounded once where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    static abstract double Sum(TVector value);
}

using System.Numerics;
using System.Runtime.InteropServices;

namespace Bess.Optimization.Native.Osqp;

/// <summary>OSQPSettings of the C API, version 1.0; enums are C ints whatever the width of OSQPInt.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OsqpSettings<TInt>
    where TInt : unmanaged, IBinaryInteger<TInt>
{
    public TInt Device;
    public int LinearSolver;
    public TInt AllocateSolution;
    public TInt Verbose;
    public TInt ProfilerLevel;
    public TInt WarmStarting;
    public TInt Scaling;
    public TInt Polishing;
    public double Rho;
    public TInt RhoIsVector;
    public double Sigma;
    public double Alpha;
    public TInt ConjugateGradientLimit;
    public TInt ConjugateGradientReduction;
    public double ConjugateGradientFraction;
    public int Preconditioner;
    public TInt AdaptiveRho;
    public TInt AdaptiveRhoInterval;
    public double AdaptiveRhoFraction;
    public double AdaptiveRhoTolerance;
    public TInt IterationLimit;
    public double AbsoluteTolerance;
    public double RelativeTolerance;
    public double PrimalInfeasibilityTolerance;
    public double DualInfeasibilityTolerance;
    public TInt ScaledTermination;
    public TInt CheckInterval;
    public TInt ChecksGap;
    public double TimeLimit;
    public double PolishDelta;
    public TInt PolishRefinements;

    /// <summary>Whether the defaults stand where this layout has them.</summary>
    public readonly bool LooksRight =>
        Sigma == 1e-6 && Alpha == 1.6 && IterationLimit == TInt.CreateChecked(4000) && CheckInterval == TInt.CreateChecked(25)
        && TimeLimit == 1e10 && PolishDelta == 1e-6 && PolishRefinements == TInt.CreateChecked(3);
}

/// <summary>OSQPCscMatrix of the C API.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OsqpMatrix<TInt>
    where TInt : unmanaged, IBinaryInteger<TInt>
{
    public TInt RowCount;
    public TInt ColumnCount;
    public TInt* ColumnPointers;
    public TInt* RowIndices;
    public double* Values;
    public TInt EntryRoom;
    public TInt TripletCount;
    public TInt IsOwned;
}

/// <summary>OSQPSolver of the C API.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OsqpHandle
{
    public void* Settings;
    public OsqpSolution* Solution;
    public byte* Info;
    public void* Work;
}

/// <summary>OSQPSolution of the C API.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct OsqpSolution
{
    public double* Primal;
    public double* Dual;
    public double* PrimalProof;
    public double* DualProof;
}

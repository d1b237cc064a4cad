using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Bess.Optimization.LinearAlgebra.Dense;

namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>Dense operations of the supernodal factorisation on panels.</summary>
/// <remarks>
/// A panel of w columns has a diagonal block (w × w, by columns, leading dimension w, lower triangle) and rows below it, in
/// blocks of eight rows: block b holds, for every column k, eight consecutive doubles, rows 8b to 8b + 7 (the last block is
/// filled up with zeros). A block is read in the order it is stored by every operation, so nothing needs packing.
/// </remarks>
internal abstract unsafe class PanelKernel
{
    /// <summary>Rows of a block.</summary>
    public const int BlockRows = 8;

    /// <summary>The fastest kernel of this processor.</summary>
    public static PanelKernel Best { get; } = Vector512.IsHardwareAccelerated ? Wide512()
        : Vector256.IsHardwareAccelerated && Fma.IsSupported ? Wide256() : Scalar();

    /// <summary>The kernel on 512-bit registers (emulated where the processor lacks them).</summary>
    public static PanelKernel Wide512() => new LanePanelKernel<Lanes512>();

    /// <summary>The kernel on 256-bit registers.</summary>
    public static PanelKernel Wide256() => new LanePanelKernel<Lanes256>();

    /// <summary>The kernel without vector registers.</summary>
    public static PanelKernel Scalar() => new LanePanelKernel<LanesScalar>();

    /// <summary>C := X Bᵀ for blocks of rows X and a packed B.</summary>
    /// <param name="left">X: row blocks of <paramref name="inner"/> columns.</param>
    /// <param name="blocks">Number of row blocks.</param>
    /// <param name="inner">Columns of X and B.</param>
    /// <param name="right">B, rows in groups of four (then two, then one); a group holds its rows interleaved.</param>
    /// <param name="columns">Rows of B, columns of C.</param>
    /// <param name="result">C in row blocks of <paramref name="columns"/> columns.</param>
    public abstract void Multiply(double* left, int blocks, int inner, double* right, int columns, double* result);

    /// <summary>X := X L⁻ᵀ for the unit lower triangle L of a diagonal block.</summary>
    public abstract void SolveRight(double* panel, int blocks, int width, double* diagonal);

    /// <summary>Multiplies column k of all blocks by factors[k].</summary>
    public abstract void ScaleColumns(double* panel, int blocks, int width, double* factors);

    /// <summary>Subtracts from a column of a diagonal block, from its diagonal down, the earlier columns times weights.</summary>
    public abstract void UpdateColumn(double* diagonal, int width, int column, double* weights);

    /// <summary>product := X v, one entry a row.</summary>
    public abstract void MultiplyVector(double* panel, int blocks, int width, double* vector, double* product);

    /// <summary>target −= Xᵀ v.</summary>
    public abstract void SubtractTransposed(double* panel, int blocks, int width, double* vector, double* target);
}

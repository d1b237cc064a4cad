namespace Bess.Optimization.LinearAlgebra.Factorization;

/// <summary>How the numeric factorisation works.</summary>
internal enum LdlMethod
{
    /// <summary>Chosen by the symbolic phase.</summary>
    Automatic,

    /// <summary>Entry by entry, up-looking.</summary>
    Simplicial,

    /// <summary>Dense panels, left-looking.</summary>
    Supernodal,
}

namespace Bess.Optimization.Files;

/// <summary>How the fields of a line of an MPS file are told apart.</summary>
public enum MpsForm
{
    /// <summary>
    /// Fixed when, in the first million characters, at least 98 % of the lines fit the columns of the fixed form and at least one of them
    /// has a name with a blank inside; free otherwise (which reads fixed files without such names just as well).
    /// </summary>
    Detected = 0,

    /// <summary>Fields are separated by blanks or tabs; names have none.</summary>
    Free = 1,

    /// <summary>Fields stand in columns 2–3, 5–12, 15–22, 25–36, 40–47, 50–61; names may have blanks inside.</summary>
    Fixed = 2,
}

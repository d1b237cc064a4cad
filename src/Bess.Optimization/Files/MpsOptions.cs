namespace Bess.Optimization.Files;

/// <summary>Settings of a reading.</summary>
public sealed record MpsOptions
{
    /// <summary>Gets how the fields of a line are told apart.</summary>
    /// <value>Default <see cref="MpsForm.Detected"/>.</value>
    public MpsForm Form { get; init; } = MpsForm.Detected;

    /// <summary>Gets the number of faults after which reading ends.</summary>
    /// <value>Default 100; at least 1.</value>
    public int FaultLimit { get; init; } = 100;

    /// <summary>Gets the longest line [characters] that is no comment.</summary>
    /// <value>Default 10,000; at least 80 and at most 1,000,000.</value>
    public int LineLimit { get; init; } = 10_000;

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Form)) throw new ArgumentException($"{nameof(Form)}: expected a member of {nameof(MpsForm)}, got {(int)Form}.");
        if (FaultLimit < 1) throw new ArgumentException($"{nameof(FaultLimit)}: expected at least 1, got {FaultLimit}.");
        if (LineLimit is < 80 or > 1_000_000)
            throw new ArgumentException($"{nameof(LineLimit)}: expected a number in [80, 1000000], got {LineLimit}.");
    }
}

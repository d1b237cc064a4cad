namespace Bess.Domain;

/// <summary>Thrown where a caller insisted on data that was refused; carries every fault, not only the first.</summary>
public sealed class BessDataException : Exception
{
    /// <summary>Creates an exception from the faults found.</summary>
    /// <param name="faults">At least one fault; copied.</param>
    /// <exception cref="ArgumentException">When <paramref name="faults"/> is empty.</exception>
    public BessDataException(IReadOnlyList<Fault> faults)
        : base(Describe(faults))
    {
        Faults = Array.AsReadOnly(faults.ToArray());
    }

    /// <summary>Every fault found, in the order in which it was found; never empty.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    private static string Describe(IReadOnlyList<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (faults.Count == 0)
            throw new ArgumentException("Expected at least one fault, was an empty list.", nameof(faults));
        return faults.Count == 1
            ? faults[0].ToString()
            : $"{faults.Count} faults:{Environment.NewLine}{string.Join(Environment.NewLine, faults)}";
    }
}

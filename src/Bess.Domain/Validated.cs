using System.Diagnostics.CodeAnalysis;

namespace Bess.Domain;

/// <summary>A value, or the non-empty list of all faults that kept it from being built.</summary>
/// <remarks>Immutable and thread-safe if <typeparamref name="T"/> is. Equality is by reference.</remarks>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class Validated<T>
    where T : notnull
{
    private readonly T? _value;
    private readonly IReadOnlyList<Fault> _faults;

    private Validated(T? value, IReadOnlyList<Fault> faults)
    {
        _value = value;
        _faults = faults;
    }

    /// <summary>Whether there is a value.</summary>
    public bool IsValid => _faults.Count == 0;

    /// <summary>All faults in the order found; empty exactly when there is a value.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>The value, for callers who insist.</summary>
    /// <exception cref="BessDataException">When there are faults; the exception lists all of them.</exception>
    public T Value => IsValid ? _value! : throw new BessDataException(_faults);

#pragma warning disable CA1000 // Validated<Battery>.FromValue names the type once more at no cost; a second, non-generic class would only add a name.
    /// <summary>Wraps a value.</summary>
    /// <param name="value">The value; not null.</param>
    /// <returns>A result with a value and no faults.</returns>
    public static Validated<T> FromValue(T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new Validated<T>(value, []);
    }

    /// <summary>Wraps faults.</summary>
    /// <param name="faults">At least one fault; copied.</param>
    /// <returns>A result without a value.</returns>
    /// <exception cref="ArgumentException">When <paramref name="faults"/> is empty.</exception>
    public static Validated<T> FromFaults(IEnumerable<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var copy = faults.ToArray();
        if (copy.Length == 0)
            throw new ArgumentException("Expected at least one fault, was an empty list.", nameof(faults));
        return new Validated<T>(default, Array.AsReadOnly(copy));
    }

    /// <summary>Wraps one fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <returns>A result without a value.</returns>
    public static Validated<T> FromFault(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return FromFaults([fault]);
    }
#pragma warning restore CA1000

    /// <summary>Gets the value if there is one.</summary>
    /// <param name="value">The value, or default when there are faults.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return IsValid;
    }

    /// <summary>Calls one of two functions.</summary>
    /// <typeparam name="TResult">What both functions return.</typeparam>
    /// <param name="onValue">Called with the value.</param>
    /// <param name="onFaults">Called with the faults.</param>
    /// <returns>What the called function returned.</returns>
    public TResult Match<TResult>(Func<T, TResult> onValue, Func<IReadOnlyList<Fault>, TResult> onFaults)
    {
        ArgumentNullException.ThrowIfNull(onValue);
        ArgumentNullException.ThrowIfNull(onFaults);
        return IsValid ? onValue(_value!) : onFaults(_faults);
    }

    /// <summary>Transforms the value and keeps the faults.</summary>
    /// <typeparam name="TResult">Type of the new value.</typeparam>
    /// <param name="map">Called with the value if there is one.</param>
    /// <returns>The new value, or the same faults.</returns>
    public Validated<TResult> Map<TResult>(Func<T, TResult> map)
        where TResult : notnull
    {
        ArgumentNullException.ThrowIfNull(map);
        return IsValid ? Validated<TResult>.FromValue(map(_value!)) : Validated<TResult>.FromFaults(_faults);
    }

    /// <summary>Goes on with a step that may itself find faults.</summary>
    /// <typeparam name="TResult">Type of the new value.</typeparam>
    /// <param name="next">Called with the value if there is one.</param>
    /// <returns>What <paramref name="next"/> returned, or the same faults.</returns>
    public Validated<TResult> Bind<TResult>(Func<T, Validated<TResult>> next)
        where TResult : notnull
    {
        ArgumentNullException.ThrowIfNull(next);
        return IsValid ? next(_value!) : Validated<TResult>.FromFaults(_faults);
    }
}

using System.Globalization;

namespace Bess.Optimization.Files;

/// <summary>The fields of one line by their meaning; what a line does not have is empty.</summary>
/// <remarks>
/// ROWS: kind, name. COLUMNS and quadratic sections: name, then one or two pairs. RHS and RANGES: name of the set, pairs.
/// BOUNDS: kind, name of the set, one pair.
/// </remarks>
internal ref struct MpsRecord
{
    public ReadOnlySpan<char> Kind;
    public ReadOnlySpan<char> Name;
    public ReadOnlySpan<char> FirstName;
    public ReadOnlySpan<char> FirstNumber;
    public ReadOnlySpan<char> SecondName;
    public ReadOnlySpan<char> SecondNumber;

    public readonly int PairCount => SecondName.IsEmpty && SecondNumber.IsEmpty ? 1 : 2;

    public readonly ReadOnlySpan<char> PairName(int pair) => pair == 0 ? FirstName : SecondName;

    public readonly ReadOnlySpan<char> PairNumber(int pair) => pair == 0 ? FirstNumber : SecondNumber;

    /// <summary>Reads a finite number; the D of Fortran counts as E.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out double value)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return double.IsFinite(value);
        int letter = text.IndexOfAny('d', 'D');
        if (letter <= 0 || text.Length > 64) return false;
        Span<char> copy = stackalloc char[text.Length];
        text.CopyTo(copy);
        copy[letter] = 'E';
        return double.TryParse(copy, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }
}

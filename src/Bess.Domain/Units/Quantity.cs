using System.Globalization;
using System.Runtime.CompilerServices;

namespace Bess.Domain.Units;

/// <summary>What the unit types share.</summary>
internal static class Quantity
{
    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "Expected a finite number, was " + value.ToString("R", CultureInfo.InvariantCulture) + ".");

    public static string Text(double value, string unit) => value.ToString("R", CultureInfo.InvariantCulture) + " " + unit;
}

namespace Bess.Reports.Svg;

/// <summary>A mark on an axis.</summary>
/// <param name="At">Value on the axis.</param>
/// <param name="Label">Text at the mark.</param>
/// <param name="SecondLabel">Text of a second row, such as local time; null for none.</param>
internal readonly record struct Tick(double At, string Label, string? SecondLabel = null);

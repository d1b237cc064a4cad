namespace Bess.Markets.Sources;

/// <content>System operators and those who pass their data on.</content>
public static partial class SourceCatalog
{
    private static SourceEntry[] Operators =>
    [
    ];
}

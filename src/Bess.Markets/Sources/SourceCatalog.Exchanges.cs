namespace Bess.Markets.Sources;

/// <content>Exchanges, portals and weather.</content>
public static partial class SourceCatalog
{
    private static SourceEntry[] Exchanges =>
    [
    ];
}

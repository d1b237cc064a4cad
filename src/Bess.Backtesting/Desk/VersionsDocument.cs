using System.Reflection;
using System.Runtime.InteropServices;

namespace Bess.Backtesting.Desk;

/// <summary>What computed.</summary>
/// <param name="Bess">Version of Bess.</param>
/// <param name="Runtime">Version of .NET.</param>
/// <param name="Architecture">Kind of processor.</param>
/// <param name="VectorBits">Width of its vectors.</param>
public sealed record VersionsDocument(string Bess, string Runtime, string Architecture, int VectorBits)
{
    private static readonly string Version =
        typeof(VersionsDocument).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>Those of this process.</summary>
    public static VersionsDocument Current => new(
        Version, RuntimeInformation.FrameworkDescription, RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        System.Numerics.Vector<byte>.Count * 8);
}

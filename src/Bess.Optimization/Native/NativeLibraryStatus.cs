namespace Bess.Optimization.Native;

/// <summary>Whether a native library can be used here, and if not, why.</summary>
/// <param name="Name">The library, for example OSQP.</param>
/// <param name="IsAvailable">Whether it was found, loaded and recognised.</param>
/// <param name="Version">What it calls itself; empty when not available.</param>
/// <param name="Message">One sentence: what is used, or what is missing and how to name it.</param>
public sealed record NativeLibraryStatus(string Name, bool IsAvailable, string Version, string Message);

using System.Runtime.InteropServices;

namespace Bess.Optimization.Native.Osqp;

/// <summary>The library OSQP 1.x and the widths of its integers.</summary>
internal static unsafe class OsqpLibrary
{
    private const int SettingsRoom = 1024;

    private static readonly NativeLibraryFile File = new(
        OsqpImports.Library,
        "OSQP",
        OsqpSolver.LibraryVariable,
        ["osqp", "libosqp.so.1"],
        ["osqp_version", "osqp_capabilities", "osqp_set_default_settings", "osqp_setup", "osqp_solve", "osqp_update_settings", "osqp_cleanup"],
        Recognise);

    /// <summary>Whether the library counts with 64-bit integers; meaningful once it has been loaded.</summary>
    public static bool HasLongIntegers { get; private set; }

    public static NativeLibraryStatus Load(string? path) => File.Load(path);

    private static (string Version, string? Objection) Recognise(nint handle)
    {
        var versionFunction = (delegate* unmanaged[Cdecl]<nint>)NativeLibrary.GetExport(handle, "osqp_version");
        string version = Marshal.PtrToStringUTF8(versionFunction()) ?? "";
        // A library that was built without telling its version says 0.0.0.
        if (!version.StartsWith("1.", StringComparison.Ordinal) && version != "0.0.0") return (version, "version 1.x is needed");
        var defaults = (delegate* unmanaged[Cdecl]<void*, void>)NativeLibrary.GetExport(handle, "osqp_set_default_settings");
        byte* room = stackalloc byte[SettingsRoom];
        new Span<byte>(room, SettingsRoom).Clear();
        defaults(room);
        bool isLong = ((OsqpSettings<long>*)room)->LooksRight;
        if (!isLong && !((OsqpSettings<int>*)room)->LooksRight) return (version, "its settings have another layout than that of 1.0 with doubles");
        HasLongIntegers = isLong;
        return (version, null);
    }
}

using System.Runtime.InteropServices;

namespace Bess.Optimization.Native.Highs;

/// <summary>The library HiGHS 1.x.</summary>
internal static unsafe class HighsLibrary
{
    private static readonly NativeLibraryFile File = new(
        HighsImports.Library,
        "HiGHS",
        HighsSolver.LibraryVariable,
        ["highs", "libhighs.so.1"],
        [
            "Highs_version", "Highs_getSizeofHighsInt", "Highs_create", "Highs_destroy", "Highs_passModel", "Highs_run", "Highs_getModelStatus",
            "Highs_getSolution", "Highs_getIntInfoValue", "Highs_getDualRay", "Highs_getPrimalRay", "Highs_setCallback", "Highs_startCallback",
            "Highs_setBoolOptionValue", "Highs_setIntOptionValue", "Highs_setDoubleOptionValue", "Highs_setStringOptionValue",
        ],
        Recognise);

    public static NativeLibraryStatus Load(string? path) => File.Load(path);

    private static (string Version, string? Objection) Recognise(nint handle)
    {
        var versionFunction = (delegate* unmanaged[Cdecl]<nint>)NativeLibrary.GetExport(handle, "Highs_version");
        string version = Marshal.PtrToStringUTF8(versionFunction()) ?? "";
        if (!version.StartsWith("1.", StringComparison.Ordinal)) return (version, "version 1.x is needed");
        var create = (delegate* unmanaged[Cdecl]<nint>)NativeLibrary.GetExport(handle, "Highs_create");
        var size = (delegate* unmanaged[Cdecl]<nint, int>)NativeLibrary.GetExport(handle, "Highs_getSizeofHighsInt");
        var destroy = (delegate* unmanaged[Cdecl]<nint, void>)NativeLibrary.GetExport(handle, "Highs_destroy");
        nint highs = create();
        int bytes = size(highs);
        destroy(highs);
        return (version, bytes == sizeof(int) ? null : $"integers of {sizeof(int)} bytes are needed, it has {bytes}");
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bess.Optimization.Native.Highs;

/// <summary>The functions of the C API, for a library whose HighsInt has 32 bits.</summary>
internal static unsafe partial class HighsImports
{
    public const string Library = "highs";

    [LibraryImport(Library, EntryPoint = "Highs_create")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint Create();

    [LibraryImport(Library, EntryPoint = "Highs_destroy")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void Destroy(nint highs);

    [LibraryImport(Library, EntryPoint = "Highs_setBoolOptionValue", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SetBool(nint highs, string option, int value);

    [LibraryImport(Library, EntryPoint = "Highs_setIntOptionValue", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SetInt(nint highs, string option, int value);

    [LibraryImport(Library, EntryPoint = "Highs_setDoubleOptionValue", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SetDouble(nint highs, string option, double value);

    [LibraryImport(Library, EntryPoint = "Highs_setStringOptionValue", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SetString(nint highs, string option, string value);

    [LibraryImport(Library, EntryPoint = "Highs_passModel")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int PassModel(
        nint highs, int columns, int rows, int entries, int quadraticEntries, int format, int quadraticFormat, int sense, double offset,
        double* cost, double* columnLower, double* columnUpper, double* rowLower, double* rowUpper,
        int* starts, int* indices, double* values, int* quadraticStarts, int* quadraticIndices, double* quadraticValues, int* integrality);

    [LibraryImport(Library, EntryPoint = "Highs_setCallback")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SetCallback(nint highs, delegate* unmanaged[Cdecl]<int, nint, nint, int*, nint, void> callback, nint data);

    [LibraryImport(Library, EntryPoint = "Highs_startCallback")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int StartCallback(nint highs, int kind);

    [LibraryImport(Library, EntryPoint = "Highs_run")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Run(nint highs);

    [LibraryImport(Library, EntryPoint = "Highs_getModelStatus")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ModelStatus(nint highs);

    [LibraryImport(Library, EntryPoint = "Highs_getSolution")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Solution(nint highs, double* columnValues, double* columnDuals, double* rowValues, double* rowDuals);

    [LibraryImport(Library, EntryPoint = "Highs_getIntInfoValue", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int IntInfo(nint highs, string info, int* value);

    [LibraryImport(Library, EntryPoint = "Highs_getDualRay")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int DualRay(nint highs, int* hasRay, double* ray);

    [LibraryImport(Library, EntryPoint = "Highs_getPrimalRay")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int PrimalRay(nint highs, int* hasRay, double* ray);
}

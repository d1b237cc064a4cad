using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bess.Optimization.Native.Osqp;

/// <summary>The functions of the C API, for both widths of OSQPInt; error codes are small, so their lower half is all of them.</summary>
internal static unsafe partial class OsqpImports
{
    public const string Library = "osqp";

    [LibraryImport(Library, EntryPoint = "osqp_set_default_settings")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetDefaults(void* settings);

    [LibraryImport(Library, EntryPoint = "osqp_setup")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SetUp(OsqpHandle** solver, void* p, double* q, void* a, double* lower, double* upper, long m, long n, void* settings);

    [LibraryImport(Library, EntryPoint = "osqp_setup")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SetUp(OsqpHandle** solver, void* p, double* q, void* a, double* lower, double* upper, int m, int n, void* settings);

    [LibraryImport(Library, EntryPoint = "osqp_update_settings")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int UpdateSettings(OsqpHandle* solver, void* settings);

    [LibraryImport(Library, EntryPoint = "osqp_solve")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Solve(OsqpHandle* solver);

    [LibraryImport(Library, EntryPoint = "osqp_cleanup")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int CleanUp(OsqpHandle* solver);
}

using System.Reflection;
using System.Runtime.InteropServices;

namespace Bess.Optimization.Native;

/// <summary>Finds and loads one native library, once a process.</summary>
/// <remarks>Stubs of LibraryImport are bound at their first call, so the first library that is accepted serves the whole process.</remarks>
internal sealed class NativeLibraryFile
{
    private static readonly Dictionary<string, NativeLibraryFile> Known = [];
    private readonly Lock _gate = new();
    private readonly string _import;
    private readonly string _title;
    private readonly string _variable;
    private readonly string[] _names;
    private readonly string[] _functions;
    private readonly Func<nint, (string Version, string? Objection)> _recognise;
    private NativeLibraryStatus? _accepted;
    private nint _handle;

    static NativeLibraryFile() => NativeLibrary.SetDllImportResolver(typeof(NativeLibraryFile).Assembly, Resolve);

    /// <summary>Describes a library.</summary>
    /// <param name="import">Its name in LibraryImport.</param>
    /// <param name="title">Its name in sentences.</param>
    /// <param name="variable">Environment variable that may name its file.</param>
    /// <param name="names">Names to look for, first one first.</param>
    /// <param name="functions">Functions it must have.</param>
    /// <param name="recognise">Its version, and what speaks against using it, if anything.</param>
    public NativeLibraryFile(
        string import, string title, string variable, string[] names, string[] functions, Func<nint, (string Version, string? Objection)> recognise)
    {
        (_import, _title, _variable, _names, _functions, _recognise) = (import, title, variable, names, functions, recognise);
        lock (Known) Known[import] = this;
    }

    /// <summary>Loads the library.</summary>
    /// <param name="path">Its file; null or empty to take that of the environment variable, or else to look for it by name.</param>
    public NativeLibraryStatus Load(string? path)
    {
        if (string.IsNullOrEmpty(path)) path = Environment.GetEnvironmentVariable(_variable);
        lock (_gate)
        {
            if (_accepted is not null && string.IsNullOrEmpty(path)) return _accepted;
            if (!TryOpen(path, out nint handle, out string where)) return Refused($"{where}; set {_variable} to the file of the library");
            if (handle == _handle) return _accepted!;
            string? missing = Array.Find(_functions, function => !NativeLibrary.TryGetExport(handle, function, out _));
            if (missing is not null) return Reject(handle, $"{where} has no function {missing}, so it is no {_title} of a version that is supported");
            var (version, objection) = _recognise(handle);
            if (objection is not null) return Reject(handle, $"{where} is {_title} {version}: {objection}");
            if (_accepted is not null) return _accepted;
            _handle = handle;
            return _accepted = new NativeLibraryStatus(_title, true, version, $"{_title} {version} from {where}.");
        }
    }

    private static nint Resolve(string libraryName, Assembly assembly, DllImportSearchPath? searchPath)
    {
        lock (Known) return Known.TryGetValue(libraryName, out NativeLibraryFile? file) ? file._handle : 0;
    }

    private bool TryOpen(string? path, out nint handle, out string where)
    {
        handle = 0;
        if (!string.IsNullOrEmpty(path))
        {
            where = $"'{path}'";
            if (NativeLibrary.TryLoad(path, out handle)) return true;
            where = File.Exists(path) ? $"'{path}' cannot be loaded as a library" : $"there is no library '{path}'";
            return false;
        }

        foreach (string name in _names)
        {
            where = name;
            if (NativeLibrary.TryLoad(name, typeof(NativeLibraryFile).Assembly, null, out handle)) return true;
        }

        where = $"no library {_names[0]} was found";
        return false;
    }

    private NativeLibraryStatus Reject(nint handle, string why)
    {
        NativeLibrary.Free(handle);
        return Refused(why);
    }

    private NativeLibraryStatus Refused(string why) => new(_title, false, "", $"{_title} is not available: {why}.");
}

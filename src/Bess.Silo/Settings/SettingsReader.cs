using System.Globalization;
using System.Net;
using Bess.Domain;

namespace Bess.Silo.Settings;

/// <summary>Looks settings up in command line, environment and file, in this order, and gathers what is wrong with them.</summary>
internal sealed class SettingsReader
{
    private const string Root = "Bess";

    private readonly (string Name, IConfiguration Values, string Folder)[] _layers;
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Fault> _faults = [];

    public SettingsReader(IConfiguration commandLine, IConfiguration environment, IConfiguration? file, string? fileName)
    {
        _layers = [("command line", commandLine, Environment.CurrentDirectory), ("environment", environment, Environment.CurrentDirectory)];
        if (file is not null && fileName is not null)
            _layers = [.. _layers, (fileName, file, Path.GetDirectoryName(Path.GetFullPath(fileName))!)];
    }

    public IReadOnlyList<Fault> Faults => _faults;

    public void Add(IEnumerable<Fault> faults) => _faults.AddRange(faults);

    public string? Text(string key) => Find(key) is { Value: var value } ? value : null;

    public string Name(string key, string standard)
    {
        var name = Text(key) ?? standard;
        if (name.Length is 0 or > 100 || name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or '.')))
            Refuse(key, "a name of 1-100 characters of A-Z a-z 0-9 . _ -");
        return name;
    }

    /// <summary>A secret: has no place in a file, nor in a command line that others can read.</summary>
    public string? Secret(string key)
    {
        if (Find(key) is not { } found)
            return null;
        if (found.Layer != "environment")
            _faults.Add(new Fault(found.Layer, Full(key), $"a value in the environment ({Full(key).Replace(":", "__", StringComparison.Ordinal)})", "a secret where others can read it"));
        return found.Value;
    }

    public T Choice<T>(string key, T standard)
        where T : struct, Enum
    {
        if (Text(key) is not { } text)
            return standard;
        if (Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase))
            return Enum.Parse<T>(text, ignoreCase: true);
        Refuse(key, $"one of {string.Join(", ", Enum.GetNames<T>())}");
        return standard;
    }

    public bool Flag(string key, bool standard)
    {
        if (Text(key) is not { } text)
            return standard;
        if (bool.TryParse(text, out var flag))
            return flag;
        Refuse(key, "true or false");
        return standard;
    }

    public int Number(string key, int standard, int least, int most)
    {
        if (Text(key) is not { } text)
            return standard;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Refuse(key, $"a whole number from {least} to {most}");
        return standard;
    }

    public TimeSpan Duration(string key, TimeSpan standard, TimeSpan least, TimeSpan most)
    {
        if (Text(key) is not { } text)
            return standard;
        if (TimeSpan.TryParseExact(text, ["c"], CultureInfo.InvariantCulture, out var time) && time >= least && time <= most)
            return time;
        Refuse(key, $"a time hh:mm:ss from {least} to {most}");
        return standard;
    }

    public IPAddress Address(string key, IPAddress standard)
    {
        if (Text(key) is not { } text)
            return standard;
        if (IPAddress.TryParse(text, out var address))
            return address;
        Refuse(key, "an IP address");
        return standard;
    }

    public Uri? Url(string key, string? standard)
    {
        var text = Text(key) ?? standard;
        if (string.IsNullOrEmpty(text))
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url;
        Refuse(key, "an address such as http://127.0.0.1:8080");
        return standard is null ? null : new Uri(standard);
    }

    /// <summary>A path: relative to the file that names it, otherwise to the working directory.</summary>
    public string? PathOf(string key, string? standard = null) =>
        Find(key) is { Value.Length: > 0 } found ? Path.GetFullPath(found.Value, found.Folder) : standard is null ? null : Path.GetFullPath(standard);

    public string? ExistingFile(string key)
    {
        var path = PathOf(key);
        if (path is not null && !File.Exists(path))
            Refuse(key, "a file that exists", path);
        return path;
    }

    public string? ExistingFolder(string key)
    {
        var path = PathOf(key);
        if (path is not null && !Directory.Exists(path))
            Refuse(key, "a folder that exists", path);
        return path;
    }

    public void Refuse(string key, string expected, string? actual = null)
    {
        var found = Find(key);
        _faults.Add(new Fault(found?.Layer ?? "settings", Full(key), expected, actual ?? (found is { Value: var value } ? $"'{value}'" : "nothing")));
    }

    /// <summary>Refuses keys that nobody has asked for: they are mistyped.</summary>
    public void RefuseUnknown()
    {
        foreach (var (name, values, _) in _layers)
        {
            foreach (var pair in values.GetSection(Root).AsEnumerable(makePathsRelative: true).Where(pair => pair.Value is not null && !_known.Contains(pair.Key)))
                _faults.Add(new Fault(name, Full(pair.Key), "a key of silo-config/orleans/README.md", "an unknown one"));
        }
    }

    /// <summary>Where a value comes from; null when there is none.</summary>
    private (string Layer, string Value, string Folder)? Find(string key)
    {
        _known.Add(key);
        foreach (var (name, values, folder) in _layers)
        {
            if (values[Full(key)] is { } value)
                return (name, value, folder);
        }

        return null;
    }

    private static string Full(string key) => $"{Root}:{key}";
}

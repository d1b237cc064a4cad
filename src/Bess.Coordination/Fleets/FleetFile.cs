using System.Text;
using System.Text.Json;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Fleets;

/// <summary>Fleets as JSON files, in the format of <see cref="FleetSchema"/>.</summary>
/// <remarks>
/// Reading tells all faults together, in the order of their lines, each with file, line, path of the field, what was expected
/// and what was found. After a syntax error, or in a file of another version, nothing further is judged. Thread-safe.
/// </remarks>
public static class FleetFile
{
    /// <summary>Reads a fleet from a file.</summary>
    /// <param name="path">The file; UTF-8, with or without a byte order mark.</param>
    /// <returns>The fleet, or all faults; a file that is missing or cannot be read is a fault.</returns>
    /// <exception cref="ArgumentException">When <paramref name="path"/> is null or empty.</exception>
    public static Validated<Fleet> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] json;
        try
        {
            json = File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return Validated<Fleet>.FromFault(new Fault(path, "", "a fleet file", "no such file"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Validated<Fleet>.FromFault(new Fault(path, "", "a readable fleet file", LocatedNode.OneLine(fault.Message, 300)));
        }

        return Parse(json, path);
    }

    /// <summary>Reads a fleet from UTF-8 text.</summary>
    /// <param name="json">The text, with or without a byte order mark.</param>
    /// <param name="fileName">Name for the faults.</param>
    /// <returns>The fleet, or all faults.</returns>
    public static Validated<Fleet> Parse(ReadOnlySpan<byte> json, string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        var log = new FaultLog(fileName);
        var syntax = new List<Fault>();
        var root = LocatedNode.Parse(json, fileName, syntax);
        syntax.ForEach(log.Add);
        return root is null ? Validated<Fleet>.FromFaults(log.InOrder) : new FleetReader(log).Read(root);
    }

    /// <summary>Reads a fleet from text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="fileName">Name for the faults.</param>
    /// <returns>The fleet, or all faults.</returns>
    public static Validated<Fleet> Parse(string json, string fileName)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json), fileName);
    }

    /// <summary>The text of a fleet file: the same fleet gives the same text everywhere, and reading it gives the same fleet.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <returns>Indented JSON with line feeds, one at the end; numbers in shortest round-trip form.</returns>
    public static string ToJson(Fleet fleet) => Encoding.UTF8.GetString(Bytes(fleet));

    /// <summary>Writes a fleet to a file: beside its place, then renamed, so that no half-written file is seen.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="path">The file; an existing one is replaced. Its folder must exist.</param>
    /// <exception cref="ArgumentException">When <paramref name="path"/> is null or empty.</exception>
    /// <exception cref="IOException">When the file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">When the file may not be written.</exception>
    public static void Write(Fleet fleet, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = Bytes(fleet);
        var temporary = path + ".part";
        try
        {
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    private static byte[] Bytes(Fleet fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, FleetWriter.Options))
            new FleetWriter(json).Write(fleet);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}

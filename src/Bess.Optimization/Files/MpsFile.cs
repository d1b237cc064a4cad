using System.IO.Compression;
using System.Text;

namespace Bess.Optimization.Files;

/// <summary>Reads linear and quadratic programs in MPS and QPS form, plain or compressed by gzip.</summary>
/// <remarks>
/// Sections NAME, OBJSENSE, ROWS, COLUMNS (with integer markers), RHS, RANGES, BOUNDS, QUADOBJ, QMATRIX, QSECTION, ENDATA in that
/// order, quadratic ones anywhere after COLUMNS. The first N row is the objective, further ones take no part; a right-hand side of
/// the objective is minus its constant. Of several sets of right-hand sides, ranges or bounds the first counts. A number of 1e20 or
/// more as a bound means none. Sources: IBM MPSX/370 reference (1979) as in B. A. Murtagh, Advanced Linear Programming (1981),
/// section 9; the quadratic sections after I. Maros, C. Mészáros, Optim. Methods Softw. 11 (1999) 671–681.
/// </remarks>
public static class MpsFile
{
    private const int ReadBuffer = 1 << 16;

    /// <summary>Reads a file; whether it is compressed is seen by its first bytes, not by its name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <returns>The model, or all faults; a file that cannot be opened is a fault too.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is missing.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static MpsReadResult Read(string path, MpsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        string name = Path.GetFileName(path);
        if (Directory.Exists(path)) return Refused(name, "a file", "a folder");
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, ReadBuffer);
            bool isCompressed = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
            file.Position = 0;
            using Stream stream = isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, ReadBuffer);
            return Read(reader, name, options);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return Refused(name, "a file", "no such file");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refused(name, "a file that can be read", fault.Message.Replace(path, name, StringComparison.Ordinal));
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="reader">The text; not closed.</param>
    /// <param name="name">What the faults call it.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <returns>The model, or all faults.</returns>
    /// <exception cref="ArgumentNullException">An argument is missing.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static MpsReadResult Read(TextReader reader, string name, MpsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(name);
        options ??= new MpsOptions();
        options.Validate();
        var faults = new MpsFaults(name, options.FaultLimit);
        MpsModel? model = null;
        try
        {
            model = new MpsReader(reader, options, faults).Read();
        }
        catch (InvalidDataException fault)
        {
            faults.Add("", "a whole gzip file", fault.Message);
        }

        return new MpsReadResult { Model = model, Faults = faults.InOrder(), HasMoreFaults = faults.IsFull };
    }

    private static MpsReadResult Refused(string name, string expected, string actual)
        => new() { Faults = [new FileFault(name, 0, "", expected, actual)] };
}

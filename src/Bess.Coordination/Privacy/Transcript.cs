using System.Buffers.Binary;
using System.Text;

namespace Bess.Coordination.Privacy;

/// <summary>Bytes that a key or digest is bound to: fields with their lengths before them, so that no two lists of fields give the same bytes.</summary>
internal sealed class Transcript
{
    private readonly List<byte> _bytes = [];

    /// <param name="purpose">What the key or digest is for: separates the domains.</param>
    public Transcript(string purpose) => Add(purpose);

    public Transcript Add(string field) => Add(Encoding.UTF8.GetBytes(field));

    public Transcript Add(ReadOnlySpan<byte> field)
    {
        Number(field.Length);
        _bytes.AddRange(field);
        return this;
    }

    public Transcript Number(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _bytes.AddRange(bytes);
        return this;
    }

    public byte[] ToArray() => [.. _bytes];
}

namespace Bess.Markets.Sources.Http;

/// <summary>Reads a stream that may be longer than anybody wants.</summary>
internal static class BoundedBody
{
    /// <summary>All bytes, or null when there are more than allowed.</summary>
    public static async Task<byte[]?> ReadAsync(Stream stream, int maximumBytes, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[81920];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            if (body.Length + read > maximumBytes)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}

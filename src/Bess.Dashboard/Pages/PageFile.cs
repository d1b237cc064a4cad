namespace Bess.Dashboard.Pages;

/// <summary>A file of the pages as it is sent: compressed in two ways when it was built.</summary>
/// <param name="ContentType">Its type.</param>
/// <param name="ETag">Strong tag of its content, quoted; each encoding appends its own letter.</param>
/// <param name="Brotli">Compressed with brotli.</param>
/// <param name="Gzip">Compressed with gzip.</param>
internal sealed record PageFile(string ContentType, string ETag, byte[] Brotli, byte[] Gzip);

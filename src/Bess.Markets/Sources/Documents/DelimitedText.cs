using System.Text;
using Bess.Markets.Sources.Csv;

namespace Bess.Markets.Sources.Documents;

/// <summary>Splits a document into lines and cells; title rows, several headers and footers are the business of each publisher's reader.</summary>
internal static class DelimitedText
{
    private const char ByteOrderMark = '\uFEFF';

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>All lines that hold something besides separators.</summary>
    public static List<DelimitedRow> Rows(PublishedDocument document, char separator, DocumentFaults faults)
    {
        var rows = new List<DelimitedRow>();
        if (Decode(document, faults) is not { } text)
            return rows;
        using var reader = new StringReader(text);
        for (var line = 1; reader.ReadLine() is { } content; line++)
        {
            if (CsvRecord.Split(content, separator) is not { } cells)
            {
                faults.Add(line, "", "cells with well-formed quotes", content.Trim());
                continue;
            }

            var row = new DelimitedRow(line, Array.ConvertAll(cells, cell => cell.Trim()));
            if (!row.IsBlank)
                rows.Add(row);
        }

        if (rows.Count == 0 && !faults.Any)
            faults.Add(0, "", "a header line", "an empty document");
        return rows;
    }

    private static string? Decode(PublishedDocument document, DocumentFaults faults)
    {
        try
        {
            return Strict.GetString(document.Content.Span).TrimStart(ByteOrderMark);
        }
        catch (DecoderFallbackException broken)
        {
            var before = document.Content.Span[..Math.Clamp(broken.Index, 0, document.Content.Length)];
            faults.Add(before.Count((byte)'\n') + 1, "", "UTF-8 text", "a byte that is none");
            return null;
        }
    }
}

using System.Text;

namespace Bess.Domain.Json;

/// <summary>
/// The words NaN, Infinity and -Infinity outside of strings: no JSON, but what some writers make of a number that is none. They are
/// hidden from the parser behind strings of the same length, so that one of them does not keep the other faults of a file from being told.
/// </summary>
internal static class BareWords
{
    private static readonly byte[][] Words = [.. new[] { "-Infinity", "Infinity", "NaN" }.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Hides the words.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="found">The words by the place where they begin.</param>
    /// <returns>The text itself when there are none, else a copy of the same length.</returns>
    public static ReadOnlySpan<byte> Hide(ReadOnlySpan<byte> json, out IReadOnlyDictionary<long, string> found)
    {
        var words = new Dictionary<long, string>();
        found = words;
        byte[]? copy = null;
        var isText = false;
        for (var i = 0; i < json.Length; i++)
        {
            if (isText && json[i] == '\\')
            {
                i++;
            }
            else if (json[i] == '"')
            {
                isText = !isText;
            }
            else if (!isText && (json[i] is (byte)'-' or (byte)'I' or (byte)'N') && WordAt(json[i..]) is { } word)
            {
                copy ??= json.ToArray();
                copy.AsSpan(i, word.Length).Fill((byte)'~');
                copy[i] = copy[i + word.Length - 1] = (byte)'"';
                words.Add(i, Encoding.UTF8.GetString(word));
                i += word.Length - 1;
            }
        }

        return copy ?? json;
    }

    private static byte[]? WordAt(ReadOnlySpan<byte> text)
    {
        foreach (var word in Words)
        {
            if (text.StartsWith(word) && (text.Length == word.Length || !char.IsAsciiLetterOrDigit((char)text[word.Length])))
                return word;
        }

        return null;
    }
}

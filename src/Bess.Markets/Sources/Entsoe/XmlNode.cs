using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Bess.Domain.Json;
using Bess.Domain.Time;
using Bess.Markets.Sources.Documents;

namespace Bess.Markets.Sources.Entsoe;

/// <summary>An element that knows its line and its path; namespaces do not matter, because their versions change.</summary>
internal sealed class XmlNode(XElement element, string path, DocumentFaults faults)
{
    public string Name => element.Name.LocalName;

    public string Path => path;

    public int Line => ((IXmlLineInfo)element).LineNumber;

    /// <summary>The root, or null with a fault. A document type declaration is refused: it can hide entities without end.</summary>
    public static XmlNode? Parse(PublishedDocument document, DocumentFaults faults)
    {
        try
        {
            using var stream = new MemoryStream(document.Content.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
            return new XmlNode(root, root.Name.LocalName, faults);
        }
        catch (XmlException broken)
        {
            faults.Add(broken.LineNumber, "", "well-formed XML", LocatedNode.OneLine(broken.Message, 200));
        }
        catch (DecoderFallbackException)
        {
            faults.Add(0, "", "well-formed XML", "bytes that are no text");
        }

        return null;
    }

    /// <summary>Children of a name, numbered from 1 in their paths.</summary>
    public IEnumerable<XmlNode> All(string name) => element.Elements().Where(child => child.Name.LocalName == name)
        .Select((child, i) => new XmlNode(child, string.Create(CultureInfo.InvariantCulture, $"{path}.{name}[{i + 1}]"), faults));

    public XmlNode? Find(string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName == name) is { } child ? new XmlNode(child, $"{path}.{name}", faults) : null;

    /// <summary>A child, or null with a fault.</summary>
    public XmlNode? Require(string name, string expected)
    {
        var child = Find(name);
        if (child is null)
            faults.Add(Line, $"{path}.{name}", expected, "nothing");
        return child;
    }

    /// <summary>Trimmed text of a child, or null.</summary>
    public string? TextOf(string name) => Find(name)?.Text;

    public string Text => element.Value.Trim();

    public void Refuse(string expected) => faults.Add(Line, path, expected, LocatedNode.Quote(Text));

    /// <summary>An instant such as <c>2024-10-05T22:00Z</c>, or null with a fault.</summary>
    public DateTimeOffset? Instant()
    {
        if (UtcText.TryParse(Text, out var instant))
            return instant;
        Refuse("an instant in UTC such as 2024-10-05T22:00Z");
        return null;
    }

    /// <summary>A finite number, or null with a fault.</summary>
    public double? Number()
    {
        if (double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            return value;
        Refuse("a finite number");
        return null;
    }

    /// <summary>A whole number of a range, or null with a fault.</summary>
    public int? Whole(int first, int last)
    {
        if (int.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= first && value <= last)
            return value;
        Refuse(string.Create(CultureInfo.InvariantCulture, $"a whole number {first} … {last}"));
        return null;
    }

    /// <summary>A duration of whole minutes up to a week that has one length, such as PT15M or P1D; or null with a fault.</summary>
    public TimeSpan? Duration()
    {
        try
        {
            var length = XmlConvert.ToTimeSpan(Text);
            if (length > TimeSpan.Zero && length <= TimeSpan.FromDays(7) && length.Ticks % TimeSpan.TicksPerMinute == 0)
                return length;
        }
        catch (FormatException)
        {
            // Told below, like a length of zero.
        }

        Refuse("a duration such as PT15M or PT60M");
        return null;
    }
}

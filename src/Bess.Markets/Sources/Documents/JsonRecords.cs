using System.Globalization;
using System.Text.Json;
using Bess.Domain.Json;

namespace Bess.Markets.Sources.Documents;

/// <summary>Takes the records of a JSON answer and their members; what is not as expected becomes a fault with line and path.</summary>
internal static class JsonRecords
{
    private static readonly string[] InstantForms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>The objects of an array that is the root or a member of it; with no such member the root is the only record.</summary>
    public static List<LocatedNode> Of(PublishedDocument document, string member, DocumentFaults faults)
    {
        if (LocatedNode.Parse(document.Content.Span, document.Name, faults.All) is not { } root)
            return [];
        var list = root.Kind == JsonValueKind.Object && root.Find(member) is { } inside ? inside : root;
        if (list.Kind == JsonValueKind.Object)
            return [list];
        if (list.Kind != JsonValueKind.Array)
        {
            faults.Add(list, "an array of records");
            return [];
        }

        var records = new List<LocatedNode>();
        foreach (var item in list.Items)
        {
            if (item.Kind == JsonValueKind.Object)
                records.Add(item);
            else
                faults.Add(item, "a record");
        }

        return records;
    }

    /// <summary>A number; null where the publisher writes null, and null with a fault where there is none.</summary>
    public static double? Number(LocatedNode record, string name, DocumentFaults faults)
    {
        if (record.Find(name) is { } node)
            return JsonFields.NumberOrNull(node, faults);
        faults.Add(record.Line, LocatedNode.Below(record.Path, name), "a number or null", "nothing");
        return null;
    }

    /// <summary>An instant with its offset from UTC; null with a fault.</summary>
    public static DateTimeOffset? Instant(LocatedNode record, string name, DocumentFaults faults)
    {
        if (JsonFields.Require(record, name, JsonValueKind.String, faults) is not { } node)
            return null;
        var hasOffset = node.Text.EndsWith('Z') || node.Text.LastIndexOfAny(['+', '-']) > 9;
        if (hasOffset && DateTimeOffset.TryParseExact(node.Text, InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
            return instant;
        faults.Add(node, "an instant with its offset, such as 2025-10-26T02:00:00+01:00");
        return null;
    }

    /// <summary>A day; null with a fault.</summary>
    public static DateOnly? Day(LocatedNode record, string name, DocumentFaults faults)
    {
        if (JsonFields.Require(record, name, JsonValueKind.String, faults) is not { } node)
            return null;
        if (DateOnly.TryParseExact(node.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        faults.Add(node, "a day such as 2024-10-27");
        return null;
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Bess.Hosts.Tests.Telemetry;

/// <summary>A span as a collector receives it.</summary>
/// <param name="Instance">service.instance.id of who sent it.</param>
/// <param name="Scope">Name of its source.</param>
/// <param name="Name">Name.</param>
/// <param name="TraceId">Trace.</param>
/// <param name="SpanId">Own id.</param>
/// <param name="ParentId">Id of its parent; empty for none.</param>
/// <param name="Tags">Attributes, as text.</param>
internal sealed record OtlpSpan(string Instance, string Scope, string Name, string TraceId, string SpanId, string ParentId, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>Spans of an ExportTraceServiceRequest; field numbers are those of opentelemetry-proto 1.</summary>
    public static IEnumerable<OtlpSpan> AllOf(byte[] request)
    {
        foreach (var resourceSpans in Fields(request, 1))
        {
            var instance = Fields(resourceSpans, 1).SelectMany(resource => TagsOf(resource, 1)).ToDictionary().GetValueOrDefault("service.instance.id", "");
            foreach (var scopeSpans in Fields(resourceSpans, 2))
            {
                var scope = Text(Fields(scopeSpans, 1).SelectMany(named => Fields(named, 1)));
                foreach (var span in Fields(scopeSpans, 2))
                {
                    yield return new OtlpSpan(instance, scope, Text(Fields(span, 5)), Hex(Fields(span, 1)), Hex(Fields(span, 2)), Hex(Fields(span, 4)), TagsOf(span, 9).ToDictionary());
                }
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> TagsOf(byte[] message, int field) =>
        Fields(message, field).Select(pair => KeyValuePair.Create(Text(Fields(pair, 1)), ValueOf(Fields(pair, 2).FirstOrDefault() ?? [])));

    private static string ValueOf(byte[] value) => Read(value).Select(item => item.Field switch
    {
        1 => Encoding.UTF8.GetString(item.Bytes),
        4 => BinaryPrimitives.ReadDoubleLittleEndian(item.Bytes).ToString("R", CultureInfo.InvariantCulture),
        _ => item.Number.ToString(CultureInfo.InvariantCulture),
    }).FirstOrDefault("");

    private static string Text(IEnumerable<byte[]> values) => Encoding.UTF8.GetString(values.FirstOrDefault() ?? []);

    private static string Hex(IEnumerable<byte[]> values) => Convert.ToHexString(values.FirstOrDefault() ?? []);

    private static IEnumerable<byte[]> Fields(byte[] message, int field) => Read(message).Where(item => item.Field == field).Select(item => item.Bytes);

    /// <summary>The items of a protobuf message, one level deep.</summary>
    private static IEnumerable<(int Field, ulong Number, byte[] Bytes)> Read(byte[] message)
    {
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message, ref at);
            var (number, length) = (key & 7) switch
            {
                0 => (Varint(message, ref at), 0),
                1 => (0UL, 8),
                2 => (0UL, (int)Varint(message, ref at)),
                5 => (0UL, 4),
                var kind => throw new InvalidDataException($"wire type {kind}"),
            };
            yield return ((int)(key >> 3), number, message[at..(at + length)]);
            at += length;
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}

using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;

namespace Bess.Dashboard.Streaming;

/// <summary>How events are written: NDJSON, or server-sent events with the event's number as id.</summary>
internal sealed class EventForm
{
    public static readonly EventForm Ndjson = new("application/x-ndjson", isSse: false);
    public static readonly EventForm ServerSent = new("text/event-stream", isSse: true);

    // All followers of a round are sent the same bytes of an event.
    private static readonly ConditionalWeakTable<RoundEvent, byte[]> Documents = [];

    private readonly bool _isSse;

    private EventForm(string contentType, bool isSse)
    {
        ContentType = contentType;
        _isSse = isSse;
    }

    public string ContentType { get; }

    /// <summary>What says that the line is alive: a blank line, or a comment.</summary>
    public void WriteHeartbeat(IBufferWriter<byte> body) => body.Write(_isSse ? ": alive\n\n"u8 : "\n"u8);

    public void Write(IBufferWriter<byte> body, RoundEvent happened)
    {
        var document = Documents.GetValue(happened, RoundEventDocument.Write);
        if (_isSse)
        {
            var kind = happened.Iteration is null ? "phase" : "iteration";
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {happened.Number}\nevent: {kind}\ndata: "), body);
            body.Write(document);
            body.Write("\n\n"u8);
        }
        else
        {
            body.Write(document);
            body.Write("\n"u8);
        }
    }

    /// <summary>What says that nothing follows, where the form would otherwise make the follower come back.</summary>
    public void WriteEnd(IBufferWriter<byte> body)
    {
        if (_isSse)
            body.Write("event: end\ndata: {}\n\n"u8);
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace Bess.Dashboard.Streaming;

/// <summary>How events are written: NDJSON, or server-sent events with the event's number as id.</summary>
internal sealed class EventForm
{
    public static readonly EventForm Ndjson = new("application/x-ndjson", isSse: false);
    public static readonly EventForm ServerSent = new("text/event-stream", isSse: true);

    private readonly bool _isSse;

    private EventForm(string contentType, bool isSse)
    {
        ContentType = contentType;
        _isSse = isSse;
    }

    public string ContentType { get; }

    /// <summary>What says that the line is alive: a blank line, or a comment.</summary>
    public void WriteHeartbeat(IBufferWriter<byte> body) => body.Write(_isSse ? ": alive\n\n"u8 : "\n"u8);

    public void Write(IBufferWriter<byte> body, in SentEvent happened)
    {
        if (_isSse)
        {
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {happened.Number}\nevent: {happened.Name}\ndata: "), body);
            body.Write(happened.Document);
            body.Write("\n\n"u8);
        }
        else
        {
            body.Write(happened.Document);
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

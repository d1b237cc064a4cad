using Bess.Grains.Wire;

namespace Bess.Grains.Batteries;

/// <summary>What a battery keeps of its schedules: the one in force, and the one of a round that may yet commit it. Replaced as a whole.</summary>
/// <param name="Committed">In force; null for none.</param>
/// <param name="Pending">Formed, its round not known to have ended; null for none.</param>
public sealed record ScheduleRecord(ScheduleMessage? Committed, ScheduleMessage? Pending)
{
    /// <summary>Nothing yet.</summary>
    public static ScheduleRecord Empty { get; } = new(null, null);

    /// <summary>Bytes for a store.</summary>
    /// <returns>The record.</returns>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        Write(writer, Committed);
        Write(writer, Pending);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <param name="bytes">The record; null for none.</param>
    /// <returns>The record.</returns>
    public static ScheduleRecord Of(byte[]? bytes)
    {
        if (bytes is null)
        {
            return Empty;
        }

        using var reader = new BinaryReader(new MemoryStream(bytes));
        return new ScheduleRecord(Read(reader), Read(reader));
    }

    private static void Write(BinaryWriter writer, ScheduleMessage? schedule)
    {
        writer.Write(schedule is not null);
        if (schedule is not null)
        {
            writer.Write(schedule.RoundId);
            writer.Write(schedule.Document.Length);
            writer.Write(schedule.Document);
        }
    }

    private static ScheduleMessage? Read(BinaryReader reader)
    {
        if (!reader.ReadBoolean())
        {
            return null;
        }

        var roundId = reader.ReadString();
        return new ScheduleMessage { RoundId = roundId, Document = reader.ReadBytes(reader.ReadInt32()) };
    }
}

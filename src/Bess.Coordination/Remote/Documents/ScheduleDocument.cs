using System.Text.Json;
using Bess.Coordination.Desk;
using Bess.Domain;
using Bess.Domain.Schedules;

namespace Bess.Coordination.Remote.Documents;

/// <summary>Schedules as JSON, by themselves or with the round that committed them. Reading is strict. Thread-safe.</summary>
public static class ScheduleDocument
{
    /// <summary>The field <c>kind</c> of a schedule by itself.</summary>
    public const string Kind = "schedule";

    /// <summary>The field <c>kind</c> of a schedule in force.</summary>
    public const string CommittedKind = "committed-schedule";

    /// <summary>Longest document that is read, bytes: 64 MiB.</summary>
    public const int LongestBytes = 64 << 20;

    /// <summary>Writes a schedule.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <returns>UTF-8, compact.</returns>
    public static byte[] Write(Schedule schedule) => DocumentBytes.Write(Kind, schedule, SchedulePart.Write);

    /// <summary>Writes a schedule in force.</summary>
    /// <param name="committed">The schedule and its round.</param>
    /// <returns>UTF-8, compact.</returns>
    public static byte[] WriteCommitted(CommittedSchedule committed) => DocumentBytes.Write(CommittedKind, committed, Fields);

    /// <summary>Reads a schedule.</summary>
    /// <param name="utf8">The document.</param>
    /// <returns>The schedule, or all faults.</returns>
    public static Validated<Schedule> Read(ReadOnlySpan<byte> utf8) => DocumentBytes.Read(utf8, Kind, LongestBytes, SchedulePart.Read);

    /// <summary>Reads a schedule in force.</summary>
    /// <param name="utf8">The document.</param>
    /// <returns>The schedule and its round, or all faults.</returns>
    public static Validated<CommittedSchedule> ReadCommitted(ReadOnlySpan<byte> utf8) =>
        DocumentBytes.Read(utf8, CommittedKind, LongestBytes, Committed);

    internal static void Fields(Utf8JsonWriter json, CommittedSchedule committed)
    {
        json.WriteString("roundId", committed.RoundId);
        json.Object("schedule", committed.Schedule, SchedulePart.Write);
    }

    internal static CommittedSchedule? Committed(DocumentObject form)
    {
        var roundId = form.Text("roundId");
        return form.Object("schedule", SchedulePart.Read) is { } schedule ? new CommittedSchedule(roundId, schedule) : null;
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Bess.Coordination.Fleets;
using Bess.Coordination.Remote.Documents;
using Bess.Domain;
using Bess.Domain.Portfolio;

namespace Bess.Coordination.Desk.Local;

/// <summary>A power plant between rounds, as a file.</summary>
internal static class PlantDocument
{
    private const string Kind = "power-plant";
    private const int LongestBytes = 256 << 20;

    public static byte[] Write(PlantRecord plant) => DocumentBytes.Write(Kind, plant, Fields);

    public static Validated<PlantRecord> Read(ReadOnlySpan<byte> utf8) => DocumentBytes.Read(utf8, Kind, LongestBytes, Fields);

    private static void Fields(Utf8JsonWriter json, PlantRecord plant)
    {
        json.WriteString("powerPlant", plant.Name);
        json.WriteBoolean("isEnrolled", plant.IsEnrolled);
        json.Objects("groups", plant.Groups, RosterDocument.Fields);
        json.WritePropertyName("fleet");
        if (plant.Fleet() is { } fleet)
            new FleetWriter(json).Write(fleet);
        else
            json.WriteNullValue();
        json.Objects("schedules", plant.Schedules.OrderBy(pair => pair.Key).Select(pair => pair.Value), ScheduleDocument.Fields);
    }

    private static PlantRecord Fields(DocumentObject form)
    {
        var name = form.Text("powerPlant", DeskNames.IsPowerPlant, DeskNames.PowerPlantRule);
        var isEnrolled = form.Flag("isEnrolled");
        var groups = form.Objects("groups", RosterDocument.Group);
        Fleet? fleet = null;
        if (form.NodeOrNull("fleet") is { } node && new FleetReader(form.Log).Read(node).TryGet(out var read))
            fleet = read;
        var schedules = form.Objects("schedules", ScheduleDocument.Committed);
        return new PlantRecord(
            name, isEnrolled, [.. groups], fleet is null ? [] : [.. fleet.Members],
            schedules.DistinctBy(one => one.Schedule.Agent).ToImmutableDictionary(one => one.Schedule.Agent));
    }
}

using System.Text.Json;
using Bess.Domain.Time;

namespace Bess.Coordination.Remote.Documents;

/// <summary>The intervals of a horizon.</summary>
internal static class GridPart
{
    private const string Start = "startUtc";
    private const string Step = "stepSeconds";
    private const string Steps = "steps";
    private const int MostSteps = 1_000_000;

    public static void Write(Utf8JsonWriter json, TimeGrid grid)
    {
        json.WriteString(Start, UtcText.Of(grid.Start));
        json.Number(Step, SecondsText.Of(grid.Step));
        json.WriteNumber(Steps, grid.Count);
    }

    public static TimeGrid? Read(DocumentObject form)
    {
        var start = form.Instant(Start);
        var step = SecondsText.Read(form, Step, form.Finite(Step));
        var count = form.Whole(Steps, 1, MostSteps);
        if (step is not { } length || form.IsTold(Start) || form.IsTold(Steps))
            return null;
        if ((Int128)start.UtcTicks + ((Int128)length.Ticks * count) <= DateTimeOffset.MaxValue.UtcTicks)
            return new TimeGrid(start, length, count);
        form.Refuse(Steps, "an end before the year 10000");
        return null;
    }
}

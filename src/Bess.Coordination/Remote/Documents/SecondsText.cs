namespace Bess.Coordination.Remote.Documents;

/// <summary>Spans of time as seconds; exact to the tick of 100 ns for spans below 28 years.</summary>
internal static class SecondsText
{
    private const double Longest = 366.0 * 86400;
    private const string Rule = "seconds from 1e-7 to 31622400";

    public static double Of(TimeSpan span) => span.Ticks / (double)TimeSpan.TicksPerSecond;

    /// <summary>The span of a number of seconds that was read; null, and told, when it is none.</summary>
    public static TimeSpan? Read(DocumentObject form, string name, double seconds)
    {
        if (seconds is > 0 and <= Longest)
        {
            var ticks = (long)Math.Round(seconds * TimeSpan.TicksPerSecond);
            if (ticks > 0)
                return TimeSpan.FromTicks(ticks);
        }

        form.Refuse(name, Rule);
        return null;
    }
}

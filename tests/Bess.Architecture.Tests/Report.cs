namespace Bess.Architecture.Tests;

/// <summary>How a rule tells its violations: all of them, one a line.</summary>
internal static class Report
{
    public static void None(IEnumerable<string> violations)
    {
        var found = violations.ToArray();
        Assert.True(found.Length == 0, $"{found.Length} violation(s):{Environment.NewLine}{string.Join(Environment.NewLine, found)}");
    }
}

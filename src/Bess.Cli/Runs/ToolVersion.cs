using System.Reflection;

namespace Bess.Cli.Runs;

/// <summary>The version of the tool, as it is printed and recorded.</summary>
internal static class ToolVersion
{
    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
}

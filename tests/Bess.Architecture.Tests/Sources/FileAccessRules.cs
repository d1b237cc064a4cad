namespace Bess.Architecture.Tests.Sources;

/// <summary>Coordination reads and writes files and streams only where fleets, the plants of a desk, and a server's keys and answers are.</summary>
internal static class FileAccessRules
{
    private static readonly string[] Types = ["File", "Directory", "FileStream", "StreamReader", "StreamWriter", "FileInfo", "DirectoryInfo"];

    public static IEnumerable<string> Uses(IEnumerable<SourceFile> files, params string[] allowedFolders) =>
        from file in files
        where !allowedFolders.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal))
        from token in file.Tokens
        where token.Kind == TokenKind.Word && Types.Contains(token.Text)
        select $"{file.Path}:{token.Line}: uses {token.Text} outside {string.Join(", ", allowedFolders)}";
}

namespace Bess.Architecture.Tests.Sources;

/// <summary>Coordination reads and writes files only where fleets are read and written.</summary>
internal static class FileAccessRules
{
    private static readonly string[] Types = ["File", "Directory", "FileStream", "StreamReader", "StreamWriter", "FileInfo", "DirectoryInfo"];

    public static IEnumerable<string> Uses(IEnumerable<SourceFile> files, string allowedFolder) =>
        from file in files
        where !file.Path.StartsWith(allowedFolder, StringComparison.Ordinal)
        from token in file.Tokens
        where token.Kind == TokenKind.Word && Types.Contains(token.Text)
        select $"{file.Path}:{token.Line}: uses {token.Text} outside {allowedFolder}";
}

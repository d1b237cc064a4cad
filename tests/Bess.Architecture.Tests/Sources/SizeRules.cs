namespace Bess.Architecture.Tests.Sources;

/// <summary>How long a file or a body may be.</summary>
internal static class SizeRules
{
    public const int FileLimit = 400;
    public const int BodyLimit = 60;
    public const int ExceptionLimit = 150;

    /// <summary>Main loops of algorithms that read as the paper's steps in order; each with its reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> LongBodies = new Dictionary<string, string>();

    public static IEnumerable<string> LongFiles(IEnumerable<SourceFile> files) =>
        from file in files
        where file.LineCount > FileLimit
        select $"{file.Path}: {file.LineCount} lines, expected at most {FileLimit}";

    public static IEnumerable<string> LongMembers(IEnumerable<SourceFile> files, IReadOnlyDictionary<string, string> exceptions) =>
        from file in files
        from body in MemberBody.In(file.Tokens)
        let limit = exceptions.ContainsKey($"{file.Path}#{body.Name}") ? ExceptionLimit : BodyLimit
        where body.Lines > limit
        select $"{file.Path}:{body.Line} {body.Name}: {body.Lines} lines, expected at most {limit}";

    /// <summary>Exceptions that nothing needs any more.</summary>
    public static IEnumerable<string> IdleExceptions(IEnumerable<SourceFile> files, IReadOnlyDictionary<string, string> exceptions)
    {
        var longBodies = files
            .SelectMany(file => MemberBody.In(file.Tokens).Where(body => body.Lines > BodyLimit).Select(body => $"{file.Path}#{body.Name}"))
            .ToHashSet();
        return exceptions.Keys.Where(name => !longBodies.Contains(name)).Select(name => $"{name} is excused and not long");
    }

    /// <summary>Median, 90th and 99th percentile and largest of some lengths.</summary>
    public static string Distribution(string what, IEnumerable<int> lengths)
    {
        var sorted = lengths.Order().ToArray();
        return sorted.Length == 0
            ? $"{what}: none"
            : $"{what}: {sorted.Length}, median {At(0.5)}, 90 % {At(0.9)}, 99 % {At(0.99)}, max {sorted[^1]}";

        int At(double share) => sorted[(int)(share * (sorted.Length - 1))];
    }
}

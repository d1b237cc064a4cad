using System.CommandLine;
using Bess.Cli.Inputs;
using Bess.Cli.Runs;
using Bess.Domain;
using Bess.Domain.Assets;

namespace Bess.Cli.Commands.Coordinate;

/// <summary><c>bess coordinate</c>: plans all batteries of a fleet together.</summary>
internal static class CoordinateCommand
{
    public static Command Create(CliContext context)
    {
        var options = new CoordinateOptions();
        var command = new Command("coordinate", "Plan the batteries of a fleet together, under commitments and limits.");
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(context, options, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CliContext context, CoordinateOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        var format = parsed.GetValue(options.Output);
        var faults = new List<Fault>();
        var specification = Specification(context, options, parsed, faults);
        if (faults.Count > 0)
            return context.Refuse(faults, format);
        if ((RemoteOf.Lacking(options, parsed) ?? RunCheck.Lacking(specification)) is { } lacking)
        {
            await context.Error.WriteLineAsync($"Expected {lacking}.\nRun 'bess coordinate --help' for the options.");
            return ExitCode.Usage;
        }

        var startedAt = context.Host.Clock.GetUtcNow();
        var loaded = RoundLoader.Load(specification, context.Host.Clock);
        var folder = FolderOf(context, parsed.GetValue(options.Out), specification, startedAt);
        faults.AddRange(loaded.Faults);
        if (RunFolder.Check(folder) is { } taken)
            faults.Add(taken);
        if (faults.Count > 0)
            return context.Refuse(faults, format);

        using var remote = RemoteOf.Create(context, options, parsed);
        var request = new CoordinateRequest(loaded.Value, folder, startedAt, WithReport: !parsed.GetValue(options.NoReport), remote);
        return await CoordinateRenderer.RunAsync(context, request, format, !parsed.GetValue(options.NoProgress), cancellationToken);
    }

    private static RunSpecification Specification(CliContext context, CoordinateOptions options, ParseResult parsed, List<Fault> faults)
    {
        var said = FromOptions(context, options, parsed);
        if (parsed.GetValue(options.Folder) is not { } folder)
            return said;
        var file = RunFile.Read(context.Resolve(folder));
        faults.AddRange(file.Faults);
        return file.TryGet(out var specification) ? specification.With(said) : said;
    }

    private static RunSpecification FromOptions(CliContext context, CoordinateOptions options, ParseResult parsed)
    {
        string? PathOf(Option<string?> option) => parsed.GetValue(option) is { } text ? context.Resolve(text) : null;
        var mode = parsed.GetValue(options.Mode);
        var prices = options.Prices.Read(parsed, context);
        var origins = new Dictionary<string, Origin>(prices.Origins);
        if (parsed.GetResult(options.Fleet) is not null)
            origins["fleet"] = Origin.CommandLine("--fleet");
        if (parsed.GetResult(options.WarmStart) is not null)
            origins["warmStart"] = Origin.CommandLine("--warm-start");
        return prices with
        {
            FleetPath = PathOf(options.Fleet),
            PowerPlant = parsed.GetValue(options.PowerPlant),
            Commitments = Files(context, parsed.GetValue(options.Commitments))
                .Select(file => new CommitmentSource(Origin.CommandLine("--commitment"), file.Path, mode, file.Group)).ToArray(),
            Limits = (parsed.GetValue(options.Limits) ?? []).Select(text => LimitText.TryParse(text)!).ToArray(),
            Injections = Files(context, parsed.GetValue(options.Injections))
                .Select(file => new InjectionSource(Origin.CommandLine("--injection"), file.Path, file.Group)).ToArray(),
            ViolationPricePerMwh = parsed.GetValue(options.ViolationPrice),
            Algorithm = parsed.GetValue(options.Algorithm),
            DeadlineSeconds = parsed.GetValue(options.Deadline),
            GapTolerance = parsed.GetValue(options.Gap),
            ResidualTolerance = parsed.GetValue(options.Residual),
            IterationLimit = parsed.GetValue(options.Iterations),
            Threads = parsed.GetValue(options.Threads),
            CertifyEvery = parsed.GetValue(options.CertifyEvery),
            Penalty = parsed.GetValue(options.Penalty),
            Smoothing = parsed.GetValue(options.Smoothing),
            WarmStartPath = PathOf(options.WarmStart),
            Origins = origins,
        };
    }

    private static IEnumerable<(string? Group, string Path)> Files(CliContext context, string[]? texts) => (texts ?? []).Select(text =>
    {
        var cut = text.IndexOf('=', StringComparison.Ordinal);
        return cut > 0 && AgentId.IsValid(text[..cut]) && !File.Exists(context.Resolve(text))
            ? (text[..cut], context.Resolve(text[(cut + 1)..]))
            : ((string?)null, context.Resolve(text));
    });

    private static string FolderOf(CliContext context, string? asked, RunSpecification specification, DateTimeOffset startedAt) =>
        asked is null ? RunName.Free(context.Resolve("runs"), specification, startedAt) : Path.TrimEndingDirectorySeparator(context.Resolve(asked));
}

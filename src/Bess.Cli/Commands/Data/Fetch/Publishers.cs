using Bess.Domain;
using Bess.Domain.Series;
using Bess.Markets.Sources;

namespace Bess.Cli.Commands.Data.Fetch;

/// <summary>Finds and makes the source of a series, with the key from the environment.</summary>
internal sealed class Publishers(CliContext context, FetchRequest request) : IDisposable
{
    private const string SecondOption = "--fail-over";

    private readonly Dictionary<string, ISeriesSource> _made = new(StringComparer.Ordinal);

    /// <summary>Checks the names of publishers, whatever the series are.</summary>
    public void CheckNames(List<Fault> faults)
    {
        foreach (var (option, name) in new[] { ("--source", request.Source), (SecondOption, request.FailOver) })
        {
            if (name is not null && !SourceCatalog.TryFind(name, out _))
                faults.Add(Origin.CommandLine(option).Fault($"one of {string.Join(", ", SourceCatalog.All.Select(one => one.Name))}", $"'{name}'"));
        }
    }

    /// <summary>The publisher to ask for a series, or null with faults; a name that is unknown has been told already.</summary>
    public SourceEntry? Find(SeriesId id, List<Fault> faults)
    {
        if (request.FailOver is not null && SourceCatalog.TryFind(request.FailOver, out var second))
            Checked(second, id, faults);
        if (request.Source is not null)
            return SourceCatalog.TryFind(request.Source, out var entry) && Checked(entry, id, faults) ? entry : null;
        var offering = SourceCatalog.Offering(id);
        var usable = offering.FirstOrDefault(HasKey) ?? (offering.Count > 0 ? offering[0] : null);
        if (usable is null)
            faults.Add(Origin.CommandLine("--series").Fault("a series that a publisher offers", $"{id}"));
        return usable is not null && Checked(usable, id, faults) ? usable : null;
    }

    /// <summary>The source of a series; only after <see cref="Find"/> without faults.</summary>
    public ISeriesSource Make(SourceEntry entry)
    {
        var first = Made(entry, request.BaseAddress);
        return request.FailOver is not null && SourceCatalog.TryFind(request.FailOver, out var second)
            ? new FailOverSource(entry.Name, first, second.Name, Made(second, null))
            : first;
    }

    public void Dispose()
    {
        foreach (var source in _made.Values.OfType<IDisposable>())
            source.Dispose();
    }

    private bool Checked(SourceEntry entry, SeriesId id, List<Fault> faults)
    {
        if (!entry.Offers(id))
            faults.Add(Origin.CommandLine("--series").Fault($"a series of {entry.Name}: {string.Join("; ", entry.Series)}", $"{id}"));
        var lacking = HasKey(entry) ? null : new Origin("environment", entry.TokenVariable!).Fault($"the key for {entry.Publisher}", "not set");
        if (lacking is not null && !faults.Contains(lacking))
            faults.Add(lacking);
        return lacking is null && entry.Offers(id);
    }

    private bool HasKey(SourceEntry entry) =>
        entry.TokenVariable is null || context.Host.EnvironmentVariable(entry.TokenVariable) is { Length: > 0 };

    private ISeriesSource Made(SourceEntry entry, Uri? address)
    {
        if (_made.TryGetValue(entry.Name, out var source))
            return source;
        var token = entry.TokenVariable is null ? null : context.Host.EnvironmentVariable(entry.TokenVariable);
        var options = entry.Defaults with { Token = token, BaseAddress = address ?? entry.Defaults.BaseAddress };

        // A server on this machine is nobody's public service and needs no sparing.
        if (address is { IsLoopback: true })
            options = options with { RequestsPerSecond = 1000, FirstDelay = TimeSpan.FromMilliseconds(10) };
        return _made[entry.Name] = entry.Create(options);
    }
}

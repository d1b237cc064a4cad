using Bess.Domain.Series;

namespace Bess.Markets.Store.Transfer;

/// <summary>What a file holds for a store.</summary>
/// <param name="Name">Name of the file without its folder.</param>
/// <param name="Series">The series; may be empty.</param>
/// <param name="Notes">What was passed over or decided, one line each.</param>
public sealed record ImportedFile(string Name, IReadOnlyList<ObservedSeries> Series, IReadOnlyList<string> Notes);

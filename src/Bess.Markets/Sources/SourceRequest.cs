using Bess.Domain.Series;
using Bess.Domain.Time;

namespace Bess.Markets.Sources;

/// <summary>What is asked of a publisher.</summary>
/// <param name="Series">One series.</param>
/// <param name="Span">Deliveries that begin in it.</param>
public sealed record SourceRequest(SeriesId Series, DeliveryInterval Span);

using Bess.Backtesting.Running;
using Bess.Backtesting.Tests.Attribution;
using Bess.Domain;

namespace Bess.Backtesting.Tests.Experiments;

/// <summary>A stand-in for the engine: nets follow from the request by a formula.</summary>
internal sealed class FakeRuns(int days, Func<BacktestRequest, int, decimal> net)
{
    public List<BacktestRequest> Asked { get; } = [];

    public Validated<BacktestOutcome> Run(BacktestRequest request)
    {
        Asked.Add(request);
        return Validated<BacktestOutcome>.FromValue(HandMade.Outcome([.. Enumerable.Range(0, days).Select(day => net(request, day))], null, request));
    }
}

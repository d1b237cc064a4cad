namespace Bess.Dashboard.Api;

/// <summary>Explanations are linear programmes: one at a time, so that whoever asks for many leaves the processors to rounds.</summary>
internal sealed class ReasonQueue : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(work, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}

using Bess.Coordination.Remote.Documents;
using Bess.Coordination.Rounds;

namespace Bess.Coordination.Desk.Local;

/// <summary>Keeps a round as it happens; without files it keeps nothing.</summary>
/// <remarks>
/// Thread-safe. After a failure of the disk nothing more is kept, the round itself goes on, and <see cref="Failure"/> says so: what is
/// on disk is then a true beginning of the round, from which it is run again.
/// </remarks>
internal sealed class RoundKeeper(RoundFiles? files) : IDisposable
{
    private readonly Lock _gate = new();
    private LineFile? _events;
    private LineFile? _changes;

    /// <summary>Why nothing more is kept; null while all is well.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether what happens now survives the process.</summary>
    public bool IsKeeping => files is not null && Failure is null;

    public void Keep(RoundEvent happened)
    {
        Try(kept =>
        {
            _events ??= kept.AppendEvents();
            _events.Add(RoundEventDocument.Write(happened));
            // Iterations are computed again where the machine is lost; what people did is not.
            if (happened.Iteration is null)
                _events.Flush();
        });
    }

    public void Keep(ChangeLine change) => Try(kept =>
    {
        _changes ??= kept.AppendChanges();
        _changes.Add(change.Write());
        _changes.Flush();
    });

    public void Keep(RoundNote note) => Try(kept => kept.Save(note));

    public void Keep(RoundResult result) => Try(kept => kept.Save(result));

    public void Dispose()
    {
        lock (_gate)
        {
            _events?.Dispose();
            _changes?.Dispose();
            (_events, _changes) = (null, null);
        }
    }

    private void Try(Action<RoundFiles> keep)
    {
        lock (_gate)
        {
            if (!IsKeeping)
                return;
            try
            {
                keep(files!);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                Failure = $"not kept on disk from here on: {error.Message}";
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Bess.Grains.Batteries;
using Bess.Silo.Settings;

namespace Bess.Silo.Hosting;

/// <summary>For drills: those whose number at the end of the name is a multiple answer late.</summary>
/// <remarks>Waits on a thread of its own that yields through parts of a millisecond: the timers of .NET count in ticks of the kernel, and a delay of 1 ms lasts up to 5 ms.</remarks>
internal sealed class SlowBatteries : IAgentDelay, IDisposable
{
    private readonly DrillSettings _settings;
    private readonly BlockingCollection<(long DueTimestamp, TaskCompletionSource Waiting)> _queue = [];

    public SlowBatteries(DrillSettings settings)
    {
        _settings = settings;
        new Thread(WaitInTurn) { IsBackground = true, Name = "slow batteries" }.Start();
    }

    public Task WaitAsync(string battery)
    {
        var name = battery.Split('/')[1];
        var digits = name.Length - name.TrimEnd(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']).Length;
        if (digits is 0 or >= 10 || int.Parse(name[^digits..], CultureInfo.InvariantCulture) % _settings.SlowEvery != 0)
            return Task.CompletedTask;

        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add((Stopwatch.GetTimestamp() + (long)(_settings.SlowBy.TotalSeconds * Stopwatch.Frequency), waiting));
        return waiting.Task;
    }

    public void Dispose() => _queue.CompleteAdding();

    // All wait equally long, so those who came first are due first.
    private void WaitInTurn()
    {
        foreach (var (due, waiting) in _queue.GetConsumingEnumerable())
        {
            while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is var left && left > TimeSpan.Zero)
            {
                if (left.TotalMilliseconds < 1)
                {
                    Thread.Yield();
                    continue;
                }

                lock (_queue)
                    Monitor.Wait(_queue, (int)left.TotalMilliseconds);
            }

            waiting.SetResult();
        }
    }
}

namespace Bess.Backtesting.Desk;

/// <content>What a run leaves.</content>
public sealed partial class BacktestDesk
{
    private readonly DeskFiles _files = new();

    /// <summary>result.json of a run that is done; null for any other.</summary>
    /// <param name="id">Its identity.</param>
    public byte[]? Result(string id) => DoneFile(id, BacktestDocument.FileName);

    /// <summary>The report of a run that is done; null for any other.</summary>
    /// <param name="id">Its identity.</param>
    public byte[]? Report(string id) => DoneFile(id, BacktestFolder.ReportName);

    /// <summary>The days of a run, of one that has not ended those so far; null for an unknown one and one that failed.</summary>
    /// <param name="id">Its identity.</param>
    public DaysDocument? Days(string id) => Shown(id) is { } run ? _files.Days(run.View(null), run.RunPath) : null;

    /// <summary>A day of a run step by step; null when it was not run, and for an unknown run and one that failed.</summary>
    /// <param name="id">Its identity.</param>
    /// <param name="day">The local day.</param>
    public StepsDocument? Steps(string id, DateOnly day) => Shown(id) is { } run ? _files.Steps(run.View(null), run.RunPath, day) : null;

    // Of a run that failed, by a leak for example, no figure is shown.
    private DeskRun? Shown(string id)
    {
        lock (_gate)
            return _runs.TryGetValue(id, out var run) && run.State != DeskRunState.Failed ? run : null;
    }

    private byte[]? DoneFile(string id, string name)
    {
        lock (_gate)
        {
            if (!_runs.TryGetValue(id, out var run) || run.State != DeskRunState.Done)
                return null;
            return File.ReadAllBytes(Path.Combine(run.RunPath, name));
        }
    }
}

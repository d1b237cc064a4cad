using Bess.Coordination.Rounds;
using Spectre.Console;

namespace Bess.Cli.Rendering;

/// <summary>The last iterations of a round as a table that is redrawn in place on stderr.</summary>
internal sealed class LiveTable : IDisposable
{
    private readonly int _rows;
    private readonly Table _table = new Table().Border(TableBorder.Simple);
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<LiveDisplayContext> _drawing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _display;

    public LiveTable(CliContext context, int rows)
    {
        _rows = rows;
        foreach (var name in TraceRow.Header)
            _table.AddColumn(new TableColumn(name).RightAligned());
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(context.Error),
            Ansi = AnsiSupport.Yes,
            ColorSystem = context.Host.EnvironmentVariable("NO_COLOR") is { Length: > 0 } ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
        });
        _display = console.Live(_table).AutoClear(false).StartAsync(drawing =>
        {
            _drawing.SetResult(drawing);
            return _end.Task;
        });
    }

    public void Add(IterationTrace iteration)
    {
        if (_table.Rows.Count == _rows)
            _table.RemoveRow(0);
        _table.AddRow(TraceRow.Cells(iteration).Select(cell => new Text(cell)));
        if (_drawing.Task is { IsCompletedSuccessfully: true } ready)
            ready.GetAwaiter().GetResult().Refresh();
    }

    public void Dispose()
    {
        _end.TrySetResult();
        _display.GetAwaiter().GetResult();
    }
}

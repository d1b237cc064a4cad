using Bess.Coordination.Rounds;
using Spectre.Console;

namespace Bess.Cli.Rendering;

/// <summary>The last iterations of a round as a table that is redrawn in place on stderr.</summary>
internal sealed class LiveTable : IDisposable
{
    private readonly int _rows;
    private readonly Queue<string> _lines = new();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<LiveDisplayContext> _drawing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _display;

    public LiveTable(CliContext context, int rows)
    {
        _rows = rows;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(context.Error),
            Ansi = AnsiSupport.Yes,
            ColorSystem = context.Host.EnvironmentVariable("NO_COLOR") is { Length: > 0 } ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
        });
        _display = console.Live(Table()).AutoClear(false).StartAsync(drawing =>
        {
            _drawing.SetResult(drawing);
            return _end.Task;
        });
    }

    public void Add(IterationTrace iteration)
    {
        if (_lines.Count == _rows)
            _lines.Dequeue();
        _lines.Enqueue(TraceRow.Line(TraceRow.Cells(iteration)));
        if (_drawing.Task is { IsCompletedSuccessfully: true } ready)
            ready.GetAwaiter().GetResult().UpdateTarget(Table());
    }

    public void Dispose()
    {
        _end.TrySetResult();
        _display.GetAwaiter().GetResult();
    }

    private Rows Table() => new(_lines.Prepend(TraceRow.Line(TraceRow.Header)).Select(line => new Text(line) { Overflow = Overflow.Crop }));
}

using Bess.Cli.Runs;
using Bess.Coordination.Rounds;

namespace Bess.Cli.Rendering;

/// <summary>Follows the iterations of a round: as lines of data on stdout, as a table in a terminal, or as plain lines on stderr.</summary>
internal sealed class TraceWatcher : IProgress<IterationTrace>, IDisposable
{
    private const int RowsShown = 14;
    private readonly Lock _gate = new();
    private readonly TextWriter? _data;
    private readonly TextWriter? _talk;
    private readonly LiveTable? _live;
    private bool _headed;

    private TraceWatcher(TextWriter? data, TextWriter? talk, LiveTable? live)
    {
        _data = data;
        _talk = talk;
        _live = live;
    }

    /// <summary>The watcher that fits the streams.</summary>
    public static TraceWatcher Create(CliContext context, OutputFormat format, bool withProgress)
    {
        var data = format == OutputFormat.Ndjson ? context.Out : null;
        if (!withProgress)
            return new TraceWatcher(data, null, null);
        return context.Host.ErrorIsTerminal && context.Host.EnvironmentVariable("TERM") != "dumb"
            ? new TraceWatcher(data, null, new LiveTable(context, RowsShown))
            : new TraceWatcher(data, context.Error, null);
    }

    public void Report(IterationTrace value)
    {
        lock (_gate)
        {
            _data?.WriteLine(TraceNdjson.Line(value));
            _live?.Add(value);
            if (_talk is null)
                return;
            if (!_headed)
                _talk.WriteLine(TraceRow.Line(TraceRow.Header));
            _headed = true;
            _talk.WriteLine(TraceRow.Line(TraceRow.Cells(value)));
        }
    }

    public void Dispose() => _live?.Dispose();
}

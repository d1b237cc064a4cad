using System.Globalization;
using Spectre.Console;

namespace Bess.Cli.Rendering;

/// <summary>Tells on stderr how far a long command is, with the time left; nothing is said of a command that ends within two seconds.</summary>
internal sealed class ProgressTalk(CliContext context) : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly long _start = context.Host.Clock.GetTimestamp();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ProgressTask> _bar = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _said;
    private Task? _display;

    /// <summary>Tells how far it is.</summary>
    /// <param name="what">What is being done.</param>
    /// <param name="done">Parts that are done.</param>
    /// <param name="total">All parts; ≥ 1.</param>
    public void Report(string what, int done, int total)
    {
        var elapsed = context.Host.Clock.GetElapsedTime(_start);
        lock (_gate)
        {
            if (elapsed < Quiet)
                return;
            if (context.Host.ErrorIsTerminal && context.Host.EnvironmentVariable("TERM") != "dumb")
                Draw(what, done, total);
            else if (elapsed - _said >= Quiet)
                Say(what, done, total, elapsed);
        }
    }

    public void Dispose()
    {
        _end.TrySetResult();
        _display?.GetAwaiter().GetResult();
    }

    private void Say(string what, int done, int total, TimeSpan elapsed)
    {
        _said = elapsed;
        var rate = done / elapsed.TotalSeconds;
        var left = rate > 0 ? string.Create(CultureInfo.InvariantCulture, $", {rate:0.#}/s, {(total - done) / rate:0} s left") : "";
        context.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Printable.Line(what)}: {done} of {total}{left}"));
    }

    private void Draw(string what, int done, int total)
    {
        _display ??= Console().Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(drawing =>
            {
                _bar.SetResult(drawing.AddTask(Markup.Escape(what)));
                return _end.Task;
            });
        if (_bar.Task is not { IsCompletedSuccessfully: true } ready)
            return;
        var bar = ready.GetAwaiter().GetResult();
        bar.Description = Markup.Escape(Printable.Line(what));
        bar.MaxValue = total;
        bar.Value = done;
    }

    private IAnsiConsole Console() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(context.Error),
        Ansi = AnsiSupport.Yes,
        ColorSystem = context.Host.EnvironmentVariable("NO_COLOR") is { Length: > 0 } ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        Interactive = InteractionSupport.No,
    });
}

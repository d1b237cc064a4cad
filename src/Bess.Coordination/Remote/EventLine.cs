using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Domain;

namespace Bess.Coordination.Remote;

/// <summary>Follows a round over a line that may break: goes on with the event after the last one, until the last or the limit.</summary>
internal sealed class EventLine(ServerLine line, RemoteOptions options, string roundId)
{
    private int _next;
    private long _lastWord;
    private TimeSpan _pause;

    /// <summary>How often the line was taken up again.</summary>
    public int Reconnections { get; private set; }

    /// <summary>Events from a number on; empty for an unknown round.</summary>
    /// <exception cref="BessDataException">When the server refuses, or is silent for longer than the limit.</exception>
    public async IAsyncEnumerable<RoundEvent> FollowAsync(int from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _next = from;
        Heard();
        while (true)
        {
            var opened = await OpenAsync(cancellationToken).ConfigureAwait(false);
            if (opened is { IsKnown: false })
                yield break;
            if (opened is { Response: { } response })
            {
                using (response)
                {
                    await foreach (var happened in ReadAsync(response, cancellationToken).ConfigureAwait(false))
                    {
                        yield return happened;
                        if (IsLast(happened))
                            yield break;
                    }
                }
            }

            await PauseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsLast(RoundEvent happened) => happened.Phase.IsEnd();

    private async Task<(bool IsKnown, HttpResponseMessage? Response)> OpenAsync(CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(options.SilenceLimit, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"rounds/{Uri.EscapeDataString(roundId)}/events?from={_next}");
            var response = await line.OpenAsync(path, either.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return (true, response);
            using (response)
                return (await IsKnownAsync(response, either.Token).ConfigureAwait(false), null);
        }
        catch (Exception error) when (IsBreak(error, cancellationToken))
        {
            return (true, null);
        }
    }

    // Refusals are told; what may pass (too many calls, a server that starts) is tried again.
    private async Task<bool> IsKnownAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NotFound && _next > 0)
            throw new BessDataException([new Fault(line.Name, "round", $"the round '{roundId}', which was followed to event {_next - 1}", "a server that does not know it any more")]);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return false;
        if (response.StatusCode == HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500)
            return true;
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        throw new BessDataException(new ServerAnswer(response.StatusCode, body).Faults(line.Name));
    }

    private async IAsyncEnumerable<RoundEvent> ReadAsync(HttpResponseMessage response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (await LineAsync(reader, cancellationToken).ConfigureAwait(false) is { } text)
        {
            Heard();
            if (text.Length == 0)
                continue;
            // Half a line is what a broken connection leaves; a gap never comes from a sound one.
            if (!RoundEventDocument.Read(Encoding.UTF8.GetBytes(text)).TryGet(out var happened) || happened.Number != _next)
                yield break;
            _next++;
            yield return happened;
        }
    }

    private async Task<string?> LineAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(options.SilenceLimit, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            return await reader.ReadLineAsync(either.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (IsBreak(error, cancellationToken))
        {
            return null;
        }
    }

    private static bool IsBreak(Exception error, CancellationToken cancellationToken) =>
        error is HttpRequestException or IOException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private void Heard()
    {
        _lastWord = options.Clock.GetTimestamp();
        _pause = options.FirstPause;
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        var outage = options.Clock.GetElapsedTime(_lastWord);
        if (outage >= options.OutageLimit)
        {
            throw new BessDataException([new Fault(
                line.Name, "events", $"a word within {options.OutageLimit.TotalSeconds:0.###} s", $"none since event {_next - 1}; the round '{roundId}' goes on without this follower")]);
        }

        await Task.Delay(_pause, options.Clock, cancellationToken).ConfigureAwait(false);
        _pause = TimeSpan.FromTicks(Math.Min(2 * _pause.Ticks, options.LongestPause.Ticks));
        Reconnections++;
    }
}

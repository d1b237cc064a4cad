namespace Bess.Coordination.Remote;

/// <summary>Where a server is, what opens it, and how patient its caller is.</summary>
public sealed record RemoteOptions
{
    /// <summary>Address of the server, http or https, without the path of the API.</summary>
    public required Uri Server { get; init; }

    /// <summary>Key; null for a server that is open to this machine.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Longest time for one answer, except for streams. Default 100 s.</summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Silence on a stream after which the line counts as broken; above the server's heartbeat. Default 30 s.</summary>
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time without a word from the server before following is given up. Default 5 min.</summary>
    public TimeSpan OutageLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>First pause before a broken line is taken up again; doubled each time, up to <see cref="LongestPause"/>. Default 0.1 s.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest such pause. Default 5 s.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time that a cancelled round may take to end. Default 60 s.</summary>
    public TimeSpan CancelLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Clock of pauses and limits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

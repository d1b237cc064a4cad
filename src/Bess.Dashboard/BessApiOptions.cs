using Bess.Coordination.Remote.Keys;

namespace Bess.Dashboard;

/// <summary>Settings of the API.</summary>
public sealed class BessApiOptions
{
    /// <summary>Longest body of a request, bytes: 32 MB.</summary>
    public const int LongestBodyBytes = 32_000_000;

    /// <summary>File of the keys; null where none opens anything.</summary>
    public string? KeyFile { get; set; }

    /// <summary>A key that is in no file and ends with the process; null for none.</summary>
    public ApiKeyRecord? KeyOfThisRun { get; set; }

    /// <summary>Folder of order documents, NAME.json, that are offered ready to launch; read at the start. Null for none.</summary>
    public string? OrderFolder { get; set; }

    /// <summary>File of the audit log, one line a state-changing call; its folder must exist. Required.</summary>
    public string AuditFile { get; set; } = "";

    /// <summary>Whether everybody on this machine may do everything that operators may, without a key. Only for calls over loopback. Default false.</summary>
    public bool Open { get; set; }

    /// <summary>Calls a second that one key, or one address without a key, may make in the long run. Default 50; ≥ 1.</summary>
    public int CallsPerSecond { get; set; } = 50;

    /// <summary>Calls that may come at once before that limit holds. Default 200; ≥ 1.</summary>
    public int CallsAtOnce { get; set; } = 200;

    /// <summary>Silence on a stream of events after which a blank line is sent, so that nobody between takes it for dead. Default 10 s.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(10);
}

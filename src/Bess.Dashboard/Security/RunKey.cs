using Bess.Coordination.Remote.Keys;

namespace Bess.Dashboard.Security;

/// <summary>An operator's key that is kept in no file: made at the start, told to whoever started the server, gone with the process.</summary>
internal sealed record RunKey(string Text, ApiKeyRecord Record)
{
    private const string Name = "this-run";

    public static RunKey Create(TimeProvider clock)
    {
        var record = ApiKey.Create(Name, ApiRole.Operator, clock.GetUtcNow(), expires: null, out var text);
        return new RunKey(text, record);
    }

    /// <summary>The address of the pages with the key behind #: browsers send that part to nobody.</summary>
    public string AddressOn(string url) => $"{url.TrimEnd('/')}/#key={Text}";

    /// <summary>Without the key: this goes into logs by accident.</summary>
    public override string ToString() => $"{nameof(RunKey)} {Record.Id}";
}

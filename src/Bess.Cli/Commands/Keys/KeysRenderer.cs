using Bess.Cli.Rendering;
using Bess.Coordination.Remote.Keys;
using Bess.Domain;
using Bess.Domain.Time;

namespace Bess.Cli.Commands.Keys;

/// <summary>Shows keys: a new one once, the others by what is kept of them.</summary>
internal static class KeysRenderer
{
    public static int Created(CliContext context, Validated<string> key)
    {
        if (!key.TryGet(out var text))
            return context.Refuse(key.Faults, OutputFormat.Table);
        context.Out.WriteLine(text);
        context.Error.WriteLine("This is the only time that the key is shown.");
        return ExitCode.Done;
    }

    public static int Listed(CliContext context, Validated<IReadOnlyList<ApiKeyRecord>> records)
    {
        if (!records.TryGet(out var all))
            return context.Refuse(records.Faults, OutputFormat.Table);
        var now = context.Host.Clock.GetUtcNow();
        foreach (var record in all)
        {
            var state = record.Revoked is { } revoked ? $"revoked {UtcText.Of(revoked)}"
                : record.IsValidAt(now) ? record.Expires is { } expires ? $"valid until {UtcText.Of(expires)}" : "valid"
                : $"expired {UtcText.Of(record.Expires!.Value)}";
            context.Out.WriteLine($"{record.Id}  {ApiKeyFile.NameOf(record.Role),-8}  {record.Name,-24}  created {UtcText.Of(record.Created)}  {state}");
        }

        return ExitCode.Done;
    }

    public static int Revoked(CliContext context, Validated<IReadOnlyList<ApiKeyRecord>> revoked)
    {
        if (!revoked.TryGet(out var records))
            return context.Refuse(revoked.Faults, OutputFormat.Table);
        foreach (var record in records)
            context.Out.WriteLine($"{record.Id}  revoked");
        return ExitCode.Done;
    }
}

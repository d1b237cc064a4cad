using Bess.Silo.Hosting;
using Bess.Silo.Settings;

string? file = null;
var rest = new List<string>();
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--config" && i + 1 < args.Length)
        file = args[++i];
    else
        rest.Add(args[i]);
}

var read = SettingsFile.Read(file, [.. rest]);
if (!read.TryGet(out var settings))
{
    foreach (var fault in read.Faults)
        await Console.Error.WriteLineAsync(fault.ToString());
    return 1;
}

await using var app = SiloHost.Create(settings);
await app.StartAsync();
await Console.Out.WriteLineAsync($"Silo {settings.Cluster.SiloPort} of {settings.Cluster.ClusterId}, role {settings.Cluster.Role}; API at {string.Join(", ", app.Urls)}");
await app.WaitForShutdownAsync();
return 0;

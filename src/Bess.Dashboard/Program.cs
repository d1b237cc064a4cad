using Bess.Dashboard;
using Bess.Dashboard.Security;
using Bess.Domain;

var settings = DashboardSettings.Read(args, out var refusal);
if (settings is null)
{
    await Console.Error.WriteLineAsync($"{refusal}\n\n{DashboardSettings.Usage}");
    return 1;
}

WebApplication created;
try
{
    created = DashboardHost.Create(settings);
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or BessDataException)
{
    await Console.Error.WriteLineAsync($"Expected a data folder that can be read and written and that no other server uses, was {settings.Folder}: {error.Message}");
    return 1;
}

await using var app = created;
await app.StartAsync();
await Console.Out.WriteLineAsync($"Listening on {string.Join(", ", app.Urls)}{(settings.Open ? ", open to everybody on this machine" : "")}");
if (app.Services.GetService<RunKey>() is { } key)
    await Console.Out.WriteLineAsync($"Open {key.AddressOn(app.Urls.First())}\nThe key in it is an operator's and ends with this process.");
else
    await Console.Out.WriteLineAsync($"Open {app.Urls.First()}");
await app.WaitForShutdownAsync();
return 0;

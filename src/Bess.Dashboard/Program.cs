using Bess.Dashboard;

var settings = DashboardSettings.Read(args, out var refusal);
if (settings is null)
{
    await Console.Error.WriteLineAsync($"{refusal}\n\n{DashboardSettings.Usage}");
    return 1;
}

await using var app = DashboardHost.Create(settings);
await app.StartAsync();
await Console.Out.WriteLineAsync($"Listening on {string.Join(", ", app.Urls)}{(settings.Open ? ", open to everybody on this machine" : "")}");
await app.WaitForShutdownAsync();
return 0;

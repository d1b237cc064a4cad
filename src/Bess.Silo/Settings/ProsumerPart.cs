using Bess.Coordination.Desk;
using Bess.Coordination.Fleets;
using Npgsql;

namespace Bess.Silo.Settings;

/// <summary>Reads Bess:Prosumer and Bess:Prosumers.</summary>
internal static class ProsumerPart
{
    public static ProsumerSettings? Read(SettingsReader reader, SiloRole role, string? token)
    {
        var file = reader.ExistingFile("Prosumer:FleetFile");
        var state = reader.PathOf("Prosumer:StateFolder", "state")!;
        var owner = reader.Text("Prosumer:Owner") is null ? null : reader.Name("Prosumer:Owner", "");
        var shows = reader.Flag("Prosumer:ShowSchedules", standard: false);
        var admission = Admission(reader, token ?? reader.Secret("Prosumer:Token"), role);
        if (role == SiloRole.Prosumer && file is null)
            reader.Refuse("Prosumer:FleetFile", "the fleet file with the own batteries");
        if (file is null || role is SiloRole.Coordinator or SiloRole.Dashboard)
            return null;
        if (owner is null && admission is null)
            reader.Refuse("Prosumer:Owner", "the name of the owner, which is that of the prosumer's key; or a coordinator to ask (Bess:Prosumer:CoordinatorUrl)");
        if (!File.Exists(file))
            return null;
        var fleet = FleetFile.Read(file);
        reader.Add(fleet.Faults);
        return fleet.TryGet(out var good) ? new ProsumerSettings(good, shows, state, owner, admission) : null;
    }

    /// <summary>What the operator gives to prosumers.</summary>
    public static ProsumersSettings? ReadInvited(SettingsReader reader, ClusterSettings cluster)
    {
        if (reader.Secret("Prosumers:ConnectionString") is not { Length: > 0 } connectionString)
            return null;
        if (cluster.Clustering == ClusteringKind.Localhost)
            reader.Refuse("Prosumers:ConnectionString", "nothing: with clustering Localhost there is one process", "a connection string");
        if (UserOf(connectionString) is not { Length: > 0 } user)
            reader.Refuse("Prosumers:ConnectionString", "a connection string with a Username", "another text");
        else if (cluster.ConnectionString is { } own && UserOf(own) == user)
            reader.Refuse("Prosumers:ConnectionString", "a login in the roles bess_prosumer and bess_reminder_host only", "the login of this silo");
        return new ProsumersSettings(connectionString);
    }

    private static AdmissionSettings? Admission(SettingsReader reader, string? token, SiloRole role)
    {
        var url = reader.Url("Prosumer:CoordinatorUrl", null);
        var plant = reader.Text("Prosumer:PowerPlant");
        if (url is null || role != SiloRole.Prosumer)
            return null;
        if (!url.IsLoopback && url.Scheme != Uri.UriSchemeHttps)
            reader.Refuse("Prosumer:CoordinatorUrl", "an https address, because the answer holds a password");
        if (string.IsNullOrEmpty(token))
            reader.Refuse("Prosumer:Token", "the token that the operator has issued", "nothing");
        if (!DeskNames.IsPowerPlant(plant))
            reader.Refuse("Prosumer:PowerPlant", $"the name of the power plant to join, {DeskNames.PowerPlantRule}");
        return new AdmissionSettings(url, token ?? "", plant ?? "");
    }

    private static string? UserOf(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString).Username;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

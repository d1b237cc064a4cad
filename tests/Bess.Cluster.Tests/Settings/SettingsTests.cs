using System.Net;
using Bess.Silo.Settings;

namespace Bess.Cluster.Tests.Settings;

/// <summary>A silo with a setting that cannot be does not start: all faults are told together, each with its key.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bess-settings").FullName;

    [Fact]
    public void Read_NothingSaid_OneSiloOnLoopback()
    {
        var settings = SettingsFile.Read(null, []).Value;

        Assert.Equal(ClusteringKind.Localhost, settings.Cluster.Clustering);
        Assert.Equal(IPAddress.Loopback, settings.Cluster.AdvertisedAddress);
        Assert.True(settings.Http.Url.IsLoopback);
        Assert.Null(settings.Prosumer);
        Assert.Null(settings.Drill);
        Assert.Null(settings.Http.DataFolder);
    }

    [Theory]
    [InlineData("Bess:Cluster:Clustering", "Zookeeper")]
    [InlineData("Bess:Cluster:Role", "Boss")]
    [InlineData("Bess:Cluster:Role", "Prosumer")]
    [InlineData("Bess:Cluster:ClusterId", "a b")]
    [InlineData("Bess:Cluster:SiloPort", "0")]
    [InlineData("Bess:Cluster:SiloPort", "1e4")]
    [InlineData("Bess:Cluster:GatewayPort", "70000")]
    [InlineData("Bess:Cluster:AdvertisedAddress", "localhost.example")]
    [InlineData("Bess:Cluster:ProbeTimeout", "5")]
    [InlineData("Bess:Cluster:ResponseTimeout", "00:10:00")]
    [InlineData("Bess:Cluster:NumMissedProbes", "-1")]
    [InlineData("Bess:Cluster:ConnectionString", "Host=127.0.0.1")]
    [InlineData("Bess:Cluster:Tls:CertificateFile", "missing.pem")]
    [InlineData("Bess:Http:Url", "127.0.0.1:80")]
    [InlineData("Bess:Http:ApiKeysFile", "missing.json")]
    [InlineData("Bess:Http:MarketFolder", "missing")]
    [InlineData("Bess:Catalog:Fleets", "missing")]
    [InlineData("Bess:Prosumer:ShowSchedules", "yes")]
    [InlineData("Bess:Drill:SlowEvery", "-5")]
    [InlineData("Bess:Cluster:SilloPort", "11111")]
    public void Read_OneSettingThatCannotBe_FaultNamesItsKey(string key, string value)
    {
        var read = SettingsFile.Read(null, [$"--{key}", value]);

        Assert.Contains(read.Faults, fault => fault.Field == key && fault.Location == "command line");
    }

    [Fact]
    public void Read_OutsideThePrivateNetwork_WantsCertificatesAndKeys()
    {
        var read = SettingsFile.Read(null, ["--Bess:Cluster:Clustering", "PostgreSql", "--Bess:Cluster:AdvertisedAddress", "203.0.113.7", "--Bess:Http:Url", "http://203.0.113.7:8080"]);

        Assert.Equal(
            ["Bess:Cluster:ConnectionString", "Bess:Cluster:Tls:CertificateFile", "Bess:Http:ApiKeysFile"],
            read.Faults.Select(fault => fault.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_FileAndCommandLine_CommandLineWinsAndPathsAreTheFiles()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "fleets"));
        var file = Write("""{ "Bess": { "Cluster": { "SiloPort": 12000, "GatewayPort": 12001 }, "Catalog": { "Fleets": "fleets" } } }""");

        var settings = SettingsFile.Read(file, ["--Bess:Cluster:SiloPort", "12345"]).Value;

        Assert.Equal((12345, 12001), (settings.Cluster.SiloPort, settings.Cluster.GatewayPort));
        Assert.Equal(Path.Combine(_folder, "fleets"), settings.Catalog.Fleets);
    }

    [Fact]
    public void Read_SecretInAFile_Refused()
    {
        var file = Write("""{ "Bess": { "Cluster": { "Clustering": "PostgreSql", "ConnectionString": "Host=127.0.0.1;Password=x" } } }""");

        var fault = Assert.Single(SettingsFile.Read(file, []).Faults);

        Assert.Equal((file, "Bess:Cluster:ConnectionString"), (fault.Location, fault.Field));
        Assert.DoesNotContain("Password=x", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FileThatIsNoJson_FaultNamesTheFile() =>
        Assert.Equal("JSON", Assert.Single(SettingsFile.Read(Write("{ \"Bess\": "), []).Faults).Expected);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string text)
    {
        var file = Path.Combine(_folder, "silo.json");
        File.WriteAllText(file, text);
        return file;
    }
}

using System.Text.Json;
using Bess.Hosts.Tests.Support;

namespace Bess.Hosts.Tests.Coordinate;

public sealed class BadInputTests
{
    public static TheoryData<string> Names => new(BadInputs.All.Select(one => one.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Run_BadInput_RefusedWithFileAndFieldAndNothingWritten(string name)
    {
        var one = BadInputs.All.Single(each => each.Name == name);
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        one.Spoil(folder);
        var before = Contents(folder);

        var run = await CliRun.InAsync(folder.Path, one.Args);

        Assert.True(run.Code == one.Code, $"expected exit {one.Code}: {run.All}");
        Assert.All(one.Words, word => Assert.Contains(word, run.Error, StringComparison.Ordinal));
        Assert.Equal("", run.Out);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, Contents(folder));
    }

    [Fact]
    public async Task Run_ManyFaultsInManyFiles_AllToldTogether()
    {
        using var folder = new TempFolder();
        Inputs.WriteAll(folder);
        folder.Write("fleet.json", Inputs.Fleet.Replace("\"energyCapacityMwh\": 2,", "\"energyCapacityMwh\": -2,", StringComparison.Ordinal)
            .Replace("\"id\": \"two\"", "\"id\": \"\"", StringComparison.Ordinal));
        folder.Write("prices.csv", Inputs.Prices().Replace("T05:00:00Z,", "T05:00:00Z,x", StringComparison.Ordinal));
        folder.Write("commitment.csv", "timestamp_utc,power_kw\n2026-03-09T23:00:00Z,1\n");

        var run = await CliRun.InAsync(folder.Path, ["coordinate", ".", "--output", "json", "--limit", "nowhere=-1..1", "--out", "fleet.json"]);

        Assert.Equal(2, run.Code);
        var locations = JsonDocument.Parse(run.Out).RootElement.GetProperty("faults").EnumerateArray()
            .Select(fault => $"{fault.GetProperty("location").GetString()} {fault.GetProperty("field").GetString()}").ToArray();
        Assert.Contains(locations, text => text.Contains("fleet.json", StringComparison.Ordinal) && text.Contains("energyCapacityMwh", StringComparison.Ordinal));
        Assert.Contains(locations, text => text.Contains("fleet.json", StringComparison.Ordinal) && text.Contains("batteries[1].id", StringComparison.Ordinal));
        Assert.Contains(locations, text => text.Contains("prices.csv", StringComparison.Ordinal));
        Assert.Contains(locations, text => text.Contains("commitment.csv", StringComparison.Ordinal));
        Assert.Contains(locations, text => text.Contains("--out", StringComparison.Ordinal));
    }

    [Fact]
    public void Table_Cases_AtLeastFortyFiveWithNamesOfTheirOwn()
    {
        var names = BadInputs.All.Select(one => one.Name).ToArray();
        Assert.True(names.Length >= 45, $"{names.Length}");
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(BadInputs.All, one => Assert.NotEmpty(one.Words));
    }

    private static string[] Contents(TempFolder folder) =>
        Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
}

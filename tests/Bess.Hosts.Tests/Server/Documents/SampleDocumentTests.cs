using Bess.Cli.Inputs;
using Bess.Coordination;
using Bess.Coordination.Desk;
using Bess.Coordination.Remote.Documents;
using Bess.Hosts.Tests.Support;
using Bess.TestKit.Samples;

namespace Bess.Hosts.Tests.Server.Documents;

public sealed class SampleDocumentTests
{
    public static TheoryData<string> Samples =>
        [.. SampleGenerator.Names.Where(name => File.Exists(RepositoryFolder.Of("samples", name, RunFile.FileName)))];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task OrderAndResult_OfASample_ReadBackToTheSameBits(string sample)
    {
        var specification = RunFile.Read(RepositoryFolder.Of("samples", sample)).Value;
        var request = RoundLoader.Load(specification, TimeProvider.System).Value.Request;
        var order = RoundOrder.Of(request);
        SameBits.Assert(order, RoundOrderDocument.Read(RoundOrderDocument.Write(order)).Value);

        using var plant = new LocalVirtualPowerPlant();
        var result = (await plant.CoordinateAsync(request)).Value;
        var read = RoundResultDocument.Read(RoundResultDocument.Write(result)).Value;
        SameBits.Assert(result, read);
        Assert.Equal(request.Fleet.Members.Count, read.Schedules.Count);
    }
}

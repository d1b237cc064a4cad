using System.IO.Compression;
using System.Text;
using Bess.Optimization.Files;
using static Bess.Optimization.Tests.Files.MpsText;

namespace Bess.Optimization.Tests.Files;

public sealed class MpsMalformedTests
{
    public static TheoryData<string> Names => new(MpsMalformed.All.Select(one => one.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_Malformed_OneLocatedFault(string name)
    {
        MpsMalformedCase one = MpsMalformed.All.Single(each => each.Name == name);
        MpsReadResult result = Read(one.Text);
        Assert.Null(result.Model);
        string told = string.Join("\n", result.Faults);
        Assert.True(result.Faults.Count == 1, told);
        Assert.True(result.Faults[0].Line == one.Line, $"expected line {one.Line}: {told}");
        Assert.StartsWith(one.Line > 0 ? $"test.mps: line {one.Line}: " : "test.mps: ", told, StringComparison.Ordinal);
        Assert.All(one.Words, word => Assert.Contains(word, told, StringComparison.Ordinal));
        Assert.InRange(told.Length, 1, 400);
    }

    [Fact]
    public void Table_Cases_AtLeastThirtyOfDifferentNames()
    {
        string[] names = [.. MpsMalformed.All.Select(one => one.Name)];
        Assert.True(names.Length >= 30, $"{names.Length}");
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public void Read_SeveralFaults_AllTogetherInOrder()
    {
        string text = With(" L  LIM1", " K  LIM1").Replace("LIM2      1.0   MYEQN     7.0", "NONE      1.0   MYEQN     x", StringComparison.Ordinal)
            .Replace(" UP BND       X", " UP BND       W", StringComparison.Ordinal).Replace("Y         -1.0", "Y         5.0", StringComparison.Ordinal);
        Assert.Equal([5, 16, 16, 20, 22], Read(text).Faults.Select(fault => fault.Line));
    }

    [Fact]
    public void Read_ManyFaults_EndsAtTheLimit()
    {
        string text = "ROWS\n N c\nCOLUMNS\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $" x{i} c y\n")) + "ENDATA\n";
        using var reader = new StringReader(text);
        MpsReadResult result = MpsFile.Read(reader, "t", new MpsOptions { FaultLimit = 7 });
        Assert.Equal(7, result.Faults.Count);
        Assert.True(result.HasMoreFaults);
    }

    [Fact]
    public void Read_SameUnknownRowManyTimes_ToldOnce()
    {
        string text = "ROWS\n N c\nCOLUMNS\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $" x{i} none 1\n")) + "ENDATA\n";
        Assert.Single(Read(text).Faults);
    }

    [Fact]
    public void Read_FilesThatAreNone_OneFaultEach()
    {
        string folder = Directory.CreateTempSubdirectory("bess-mps-").FullName;
        try
        {
            Assert.Contains("no such file", Only(MpsFile.Read(Path.Combine(folder, "none.mps"))), StringComparison.Ordinal);
            Assert.Contains("no such file", Only(MpsFile.Read(Path.Combine(folder, "no", "none.mps"))), StringComparison.Ordinal);
            Assert.Contains("a folder", Only(MpsFile.Read(folder)), StringComparison.Ordinal);
            string path = Path.Combine(folder, "cut.mps.gz");
            File.WriteAllBytes(path, Packed(Whole)[..60]);
            Assert.StartsWith("cut.mps.gz", Only(MpsFile.Read(path)), StringComparison.Ordinal);
            byte[] broken = Packed(Whole);
            broken.AsSpan(20, 40).Fill(0xff);
            File.WriteAllBytes(path, broken);
            Assert.StartsWith("cut.mps.gz", Only(MpsFile.Read(path)), StringComparison.Ordinal);
            File.WriteAllText(path, "this is no gzip file and no problem\n");
            Assert.Contains("cut.mps.gz: line 1: section", Only(MpsFile.Read(path)), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Only(MpsReadResult result) => Assert.Single(result.Faults).ToString();

    private static byte[] Packed(string text)
    {
        using var memory = new MemoryStream();
        using (var packer = new GZipStream(memory, CompressionLevel.Fastest)) packer.Write(Encoding.UTF8.GetBytes(text));
        return memory.ToArray();
    }
}

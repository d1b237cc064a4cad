namespace Bess.Hosts.Tests.Support;

/// <summary>Compares a text with the file Expectations/NAME beside these sources; BESS_UPDATE_EXPECTATIONS=1 writes the file instead.</summary>
public static class Expectation
{
    public static void Matches(string name, string actual)
    {
        var path = RepositoryFolder.Of("tests", "Bess.Hosts.Tests", "Expectations", name);
        var text = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("BESS_UPDATE_EXPECTATIONS") == "1")
        {
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), $"no expectation {name}; run the tests once with BESS_UPDATE_EXPECTATIONS=1 and review it");
        var (expected, now) = (File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n'), text.Split('\n'));
        for (var i = 0; i < Math.Max(expected.Length, now.Length); i++)
        {
            var (was, isNow) = (expected.ElementAtOrDefault(i), now.ElementAtOrDefault(i));
            Assert.True(was == isNow, $"{name}: line {i + 1}\nexpected: {was}\nactual:   {isNow}");
        }
    }
}

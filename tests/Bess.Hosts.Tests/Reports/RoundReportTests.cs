using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bess.Cli.Inputs;
using Bess.Coordination.Rounds;
using Bess.Hosts.Tests.Support;
using Bess.Reports;

namespace Bess.Hosts.Tests.Reports;

public sealed partial class RoundReportTests
{
    private const string Hostile = "</title><script>alert('x')</script>\" onload=\"x & <b>\u202e";

    [Fact]
    public void Write_Report_OneFileWithoutScriptOrAnythingFromElsewhere()
    {
        var html = Page();
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" src=", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(EventHandler(), html);
        Assert.Contains("prefers-color-scheme: dark", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_EveryDrawing_IsWellFormedWithATitleAndHasATableBehindIt()
    {
        var html = Page();
        var drawings = Drawing().Matches(html).Select(match => XElement.Parse(match.Value)).ToArray();
        Assert.Equal(7, drawings.Length);
        Assert.All(drawings, svg => Assert.NotEmpty(svg.Attribute("aria-label")!.Value));
        Assert.All(drawings, svg => Assert.Contains(svg.Descendants("text"), text => text.Value.Contains('[', StringComparison.Ordinal)));
        Assert.All(drawings.SelectMany(svg => svg.Descendants("path")), path => Assert.DoesNotContain("NaN", path.Attribute("d")!.Value, StringComparison.Ordinal));
        Assert.Equal(6, Regex.Count(html, "<details>"));
    }

    [Fact]
    public void Write_WholePage_IsWellFormedMarkup()
    {
        var body = Page()["<!DOCTYPE html>".Length..];
        body = Regex.Replace(body, "<meta([^>]*)>", "<meta$1/>");
        XElement.Parse(body);
    }

    [Fact]
    public void Write_HostileNames_StayText()
    {
        var html = Page(Hostile);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>\u202e", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&#39;x&#39;)", html, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(html, "<title>"));
    }

    [Fact]
    public void Write_Zone_UtcAndLocalTimeBoth()
    {
        var html = Page();
        Assert.Contains("Start [UTC]", html, StringComparison.Ordinal);
        Assert.Contains("Start [Central European]", html, StringComparison.Ordinal);
        Assert.Contains("<td>2026-03-09 23:00</td><td>2026-03-10 00:00</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NoIteration_SaysSoInsteadOfFailing()
    {
        using var folder = new TempFolder();
        var round = LoadedRounds.Pair(folder);
        var result = FakePowerPlant.Result(round.Request, RoundStatus.Cancelled) with { Trace = [] };
        Assert.Contains("No iteration was completed", Html(round, result), StringComparison.Ordinal);
    }

    private static string Page(string fleetName = "pair")
    {
        using var folder = new TempFolder();
        var round = LoadedRounds.Pair(folder, fleetName);
        return Html(round, FakePowerPlant.Result(round.Request, RoundStatus.Converged));
    }

    private static string Html(LoadedRound round, RoundResult result)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        RoundReport.Write(round.Reported, result, writer);
        return writer.ToString();
    }

    [GeneratedRegex("<svg .*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing();

    [GeneratedRegex("<[^>]* on[a-z]+=", RegexOptions.IgnoreCase)]
    private static partial Regex EventHandler();
}

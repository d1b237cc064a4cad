using System.Text.Json;
using Bess.Coordination.Fleets;

namespace Bess.Coordination.Tests.Fleets;

public sealed class FleetSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(FleetSchema.Text).RootElement;

    [Fact]
    public void Text_Draft_Is202012() =>
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", Schema.GetProperty("$schema").GetString());

    [Fact]
    public void Text_Version_IsTheOneTheReaderTakes() =>
        Assert.Equal(FleetFields.SchemaVersion, Schema.GetProperty("properties").GetProperty("schemaVersion").GetProperty("const").GetInt32());

    [Fact]
    public void Text_EveryObject_HasTheNamesTheReaderUses()
    {
        AssertSame(FleetFields.Root, Schema);
        AssertSame(FleetFields.GroupObject, Definition("group"));
        AssertSame(FleetFields.Battery, Definition("battery"));
        AssertSame(FleetFields.RiskObject, Definition("risk"));
        var kinds = Definition("terminal").GetProperty("oneOf").EnumerateArray()
            .ToDictionary(kind => kind.GetProperty("properties").GetProperty("kind").GetProperty("const").GetString()!);
        Assert.Equal(FleetFields.TerminalKinds.Keys.Order(), kinds.Keys.Order());
        foreach (var (kind, fields) in FleetFields.TerminalKinds)
            AssertSame(fields, kinds[kind]);
    }

    [Fact]
    public void Text_WrittenFleet_UsesOnlyItsNames()
    {
        using var written = JsonDocument.Parse(FleetFile.ToJson(FleetGenerator.Generate(4, 1, "four", feeders: 1)));
        var names = Schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).ToHashSet();
        var batteryNames = Definition("battery").GetProperty("properties").EnumerateObject().Select(p => p.Name).ToHashSet();

        Assert.All(written.RootElement.EnumerateObject(), p => Assert.Contains(p.Name, names));
        Assert.All(
            written.RootElement.GetProperty("batteries").EnumerateArray().SelectMany(b => b.EnumerateObject()),
            p => Assert.Contains(p.Name, batteryNames));
    }

    private static JsonElement Definition(string name) => Schema.GetProperty("$defs").GetProperty(name);

    private static void AssertSame(FieldSet fields, JsonElement schema)
    {
        Assert.Equal(fields.All.Order(), schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order());
        var required = schema.TryGetProperty("required", out var list) ? list.EnumerateArray().Select(n => n.GetString()!).ToArray() : [];
        Assert.Equal(fields.Required.Order(), required.Order());
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
    }
}

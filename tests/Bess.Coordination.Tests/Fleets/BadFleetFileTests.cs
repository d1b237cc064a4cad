using Bess.Coordination.Fleets;

namespace Bess.Coordination.Tests.Fleets;

/// <summary>Bad files, one change each, and the one message that must tell it.</summary>
public sealed class BadFleetFileTests
{
    public static TheoryData<string, string, string> OneFault => new()
    {
        { "\"id\": \"b-001\",", "\"id\": \"b 1\",", "fleet.json: line 8: batteries[0].id: expected 1-64 characters of A-Z a-z 0-9 . _ -, was 'b 1'" },
        { "\"id\": \"b-001\",", "\"id\": \"b-002\",", "fleet.json: line 22: batteries[1].id: expected a name of its own, not that of batteries[0], was 'b-002'" },
        { "\"id\": \"b-001\",", "\"id\": 7,", "fleet.json: line 8: batteries[0].id: expected a text, was 7" },
        { "\"id\": \"b-001\",", "", "fleet.json: line 7: batteries[0].id: expected a value, was nothing: the field is missing" },
        { "\"energyCapacityMwh\": 2", "\"energyCapacityMwh\": -2", "fleet.json: line 9: batteries[0].energyCapacityMwh: expected a number > 0, was -2" },
        { "\"energyCapacityMwh\": 2", "\"energyCapacityMwh\": \"2\"", "fleet.json: line 9: batteries[0].energyCapacityMwh: expected a number, was the text '2'" },
        { "\"energyCapacityMwh\": 2", "\"energyCapacityMwh\": \"NaN\"", "fleet.json: line 9: batteries[0].energyCapacityMwh: expected a number, was the text 'NaN'" },
        { "\"energyCapacityMwh\": 2", "\"energyCapacityMwh\": 1e999", "fleet.json: line 9: batteries[0].energyCapacityMwh: expected a number that fits into 64 bits, was 1e999" },
        { "\"energyCapacityMwh\": 2", "\"energyCapacityMwh\": null", "fleet.json: line 9: batteries[0].energyCapacityMwh: expected a number, was null" },
        { "\"energyCapacityMwh\": 2,", "", "fleet.json: line 7: batteries[0].energyCapacityMwh: expected a value, was nothing: the field is missing" },
        { "\"energyCapacityMwh\": 2", "\"energyCapacityMwh\": 1.5", "fleet.json: line 15: batteries[0].maximumEnergyMwh: expected a number <= energyCapacityMwh (1.5), was 1.8" },
        { "\"chargeLimitMw\": 1", "\"chargeLimitMw\": 0", "fleet.json: line 10: batteries[0].chargeLimitMw: expected a number > 0, was 0" },
        { "\"dischargeLimitMw\": 0.9", "\"dischargeLimitMw\": true", "fleet.json: line 11: batteries[0].dischargeLimitMw: expected a number, was true" },
        { "\"chargeEfficiency\": 0.95", "\"chargeEfficiency\": 95", "fleet.json: line 12: batteries[0].chargeEfficiency: expected a number in (0, 1], was 95" },
        { "\"dischargeEfficiency\": 0.94", "\"dischargeEfficiency\": [0.94]", "fleet.json: line 13: batteries[0].dischargeEfficiency: expected a number, was an array of 1" },
        { "\"minimumEnergyMwh\": 0.2", "\"minimumEnergyMwh\": 1.9", "fleet.json: line 14: batteries[0].minimumEnergyMwh: expected a number below maximumEnergyMwh (1.8), was 1.9" },
        { "\"initialEnergyMwh\": 1,", "\"initialEnergyMwh\": 2.5,", "fleet.json: line 16: batteries[0].initialEnergyMwh: expected a number in [0, 2], was 2.5" },
        { "\"rampLimitMw\": null", "\"rampLimitMw\": 0", "fleet.json: line 17: batteries[0].rampLimitMw: expected a number > 0, was 0" },
        { "\"rampLimitMw\": null", "\"rampLimitKw\": null", "fleet.json: line 17: batteries[0].rampLimitKw: expected one of id, energyCapacityMwh, chargeLimitMw, dischargeLimitMw, chargeEfficiency, dischargeEfficiency, minimumEnergyMwh, maximumEnergyMwh, initialEnergyMwh, terminal, rampLimitMw, degradationCostPerMwh, risk, group, was the unknown field 'rampLimitKw'" },
        { "\"rampLimitMw\": null", "\"id\": \"b-009\"", "fleet.json: line 17: batteries[0].id: expected each name once (already on line 8), was the same name again" },
        { "\"rampLimitMw\": null", "\"degradationCostPerMwh\": -1", "fleet.json: line 17: batteries[0].degradationCostPerMwh: expected a number >= 0, was -1" },
        { "\"kind\": \"floor\"", "\"kind\": \"flor\"", "fleet.json: line 18: batteries[0].terminal.kind: expected one of none, value, floor, fixed, was the text 'flor'" },
        { "\"kind\": \"floor\", ", "", "fleet.json: line 18: batteries[0].terminal.kind: expected one of none, value, floor, fixed, was nothing: the field is missing" },
        { "\"energyMwh\": 0.5", "\"energyMwh\": 1.9", "fleet.json: line 18: batteries[0].terminal.energyMwh: expected a number in [0, 1.8], was 1.9" },
        { "\"floor\", \"energyMwh\": 0.5", "\"fixed\", \"energyMwh\": 0.1", "fleet.json: line 18: batteries[0].terminal.energyMwh: expected a number in the window [0.2, 1.8], was 0.1" },
        { "\"floor\", \"energyMwh\": 0.5", "\"none\", \"energyMwh\": 0.1", "fleet.json: line 18: batteries[0].terminal.energyMwh: expected one of kind, was the unknown field 'energyMwh'" },
        { "\"floor\", \"energyMwh\": 0.5", "\"value\"", "fleet.json: line 18: batteries[0].terminal.pricePerMwh: expected a value, was nothing: the field is missing" },
        { "{ \"kind\": \"floor\", \"energyMwh\": 0.5 }", "\"none\"", "fleet.json: line 18: batteries[0].terminal: expected an object with a kind, was the text 'none'" },
        { "\"lambda\": 1.5", "\"lambda\": -1", "fleet.json: line 19: batteries[0].risk.lambda: expected a number >= 0, was -1" },
        { "\"lambda\": 1.5", "\"tailShare\": 1", "fleet.json: line 19: batteries[0].risk.tailShare: expected a number in (0, 1), was 1" },
        { "\"group\": \"feeder-a\"", "\"group\": \"feeder-b\"", "fleet.json: line 20: batteries[0].group: expected one of zone, feeder-a, was 'feeder-b'" },
        { "\"parent\": \"zone\"", "\"parent\": \"town\"", "fleet.json: line 5: groups[1].parent: expected one of zone, feeder-a, was 'town'" },
        { "\"parent\": \"zone\"", "\"parent\": \"feeder-a\"", "fleet.json: line 5: groups[1].parent: expected a group that does not lie below this one, was 'feeder-a'" },
        { "{ \"name\": \"zone\" }", "{ \"name\": \"zone\" }, 5", "fleet.json: line 4: groups[1]: expected an object, was 5" },
        { "\"name\": \"two\"", "\"name\": \" \"", "fleet.json: line 3: name: expected a text that is not empty, was ' '" },
        { "\"name\": \"two\",", "", "fleet.json: line 1: name: expected a value, was nothing: the field is missing" },
        { "\"schemaVersion\": 1", "\"schemaVersion\": 2, \"future\": {}", "fleet.json: line 2: schemaVersion: expected the version 1, was 2" },
        { "\"schemaVersion\": 1", "\"schemaVersion\": \"1\"", "fleet.json: line 2: schemaVersion: expected a number, was the text '1'" },
        { "\"schemaVersion\": 1,", "", "fleet.json: line 1: schemaVersion: expected a value, was nothing: the field is missing" },
        { "\"energyCapacityMwh\": 2", "\"energyCapacityMwh\": NaN", "fleet.json: line 9: batteries[0].energyCapacityMwh: expected a number, was NaN" },
        { "\"group\": \"feeder-a\"", "\"group\": \"feeder-a\",", "fleet.json: line 21: batteries[0]: expected JSON, was a syntax error at byte 5 of the line: The JSON object contains a trailing comma at the end which is not supported in this mode. Change the reader options." },
        { "\"name\": \"two\"", "\"name\": \"\\ud800\"", "fleet.json: line 3: name: expected valid Unicode text, was broken UTF-8 or half a surrogate pair" },
    };

    [Theory]
    [MemberData(nameof(OneFault))]
    public void Parse_OneChange_TellsTheOneFaultWithItsLine(string old, string replacement, string expected) =>
        Assert.Equal([expected], FleetTexts.FaultsOf(FleetTexts.With(old, replacement)));

    [Theory]
    [InlineData("", "fleet.json: line 1: expected JSON, was a syntax error")]
    [InlineData("[]", "fleet.json: line 1: expected an object, was an array of 0")]
    [InlineData("null", "fleet.json: line 1: expected an object, was null")]
    [InlineData("{} {}", "fleet.json: line 1: expected JSON, was a syntax error")]
    [InlineData("{\n\"name\": \"x", "fleet.json: line 2: name: expected JSON, was a syntax error")]
    [InlineData("{\"schemaVersion\":1,\"name\":\"x\",\n\"batteries\":[]}", "fleet.json: line 2: batteries: expected at least one battery, was none")]
    [InlineData("{\"schemaVersion\":1,\"name\":\"x\",\n\"batteries\":{}}", "fleet.json: line 2: batteries: expected an array of objects, was an object")]
    public void Parse_WholeTextWrong_TellsTheOneFault(string json, string expectedStart) =>
        Assert.StartsWith(expectedStart, Assert.Single(FleetTexts.FaultsOf(json)), StringComparison.Ordinal);

    [Fact]
    public void Parse_CycleOfGroups_TellsEveryGroupOnIt()
    {
        var faults = FleetTexts.FaultsOf(FleetTexts.With("{ \"name\": \"zone\" }", "{ \"name\": \"zone\", \"parent\": \"feeder-a\" }"));

        Assert.Equal(
            [
                "fleet.json: line 4: groups[0].parent: expected a group that does not lie below this one, was 'feeder-a'",
                "fleet.json: line 5: groups[1].parent: expected a group that does not lie below this one, was 'zone'",
            ],
            faults);
    }

    [Fact]
    public void Parse_ManyFaults_TellsAllInTheOrderOfLines()
    {
        var json = FleetTexts.With("\"energyCapacityMwh\": 2", "\"energyCapacityMwh\": -2")
            .Replace("\"chargeLimitMw\": 1,\n", "\"chargeLimitMw\": \"1\",\n", StringComparison.Ordinal)
            .Replace("\"initialEnergyMwh\": 1,", "\"initialEnergyMwh\": -1,", StringComparison.Ordinal)
            .Replace("\"energyMwh\": 0.5", "\"energyMwh\": 1.9", StringComparison.Ordinal)
            .Replace("\"group\": \"feeder-a\"", "\"group\": \"feeder-b\"", StringComparison.Ordinal)
            .Replace("\"b-002\"", "\"b-001\"", StringComparison.Ordinal)
            .Replace("\"name\": \"two\"", "\"title\": \"two\"", StringComparison.Ordinal);

        Assert.Equal(
            [
                "fleet.json: line 1: name: expected a value, was nothing: the field is missing",
                "fleet.json: line 3: title: expected one of schemaVersion, name, batteries, $schema, groups, was the unknown field 'title'",
                "fleet.json: line 9: batteries[0].energyCapacityMwh: expected a number > 0, was -2",
                "fleet.json: line 10: batteries[0].chargeLimitMw: expected a number, was the text '1'",
                "fleet.json: line 16: batteries[0].initialEnergyMwh: expected a number in [0, energyCapacityMwh], was -1",
                "fleet.json: line 18: batteries[0].terminal.energyMwh: expected a number in [0, 1.8], was 1.9",
                "fleet.json: line 20: batteries[0].group: expected one of zone, feeder-a, was 'feeder-b'",
                "fleet.json: line 22: batteries[1].id: expected a name of its own, not that of batteries[0], was 'b-001'",
            ],
            FleetTexts.FaultsOf(json));
    }

    [Fact]
    public void Parse_EveryCutOfAGoodFile_IsRefusedWithoutAnException()
    {
        for (var length = 0; length < FleetTexts.Good.Length; length++)
            Assert.NotEmpty(FleetFile.Parse(FleetTexts.Good[..length], "cut.json").Faults);
    }

    [Fact]
    public void Parse_AnyByteChanged_NeverThrows()
    {
        var random = new Random(5);
        var good = System.Text.Encoding.UTF8.GetBytes(FleetTexts.Good);
        var refused = 0;
        for (var trial = 0; trial < 2000; trial++)
        {
            var bytes = good.ToArray();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            refused += FleetFile.Parse(bytes, "changed.json").IsValid ? 0 : 1;
        }

        Assert.InRange(refused, 1000, 2000);
    }
}

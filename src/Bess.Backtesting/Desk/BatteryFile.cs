using System.Globalization;
using System.Text;
using System.Text.Json;
using Bess.Coordination.Fleets;
using Bess.Domain;
using Bess.Domain.Json;
using Bess.Domain.Portfolio;

namespace Bess.Backtesting.Desk;

/// <summary>Reads one battery: a fleet file with one battery, or the bare battery object of such a file.</summary>
/// <remarks>
/// In the bare form the name, the energy at the start (the middle of the window) and what is asked at the end (nothing) may be left
/// out. Faults have the line and the field of the file as it was written.
/// </remarks>
public static class BatteryFile
{
    private const string Wrapped = "batteries[0]";

    /// <summary>The battery without a file: 1 MW, 2 MWh, 10 to 90 % of it in use, 95 % each way, wear 2 per MWh.</summary>
    public const string DefaultText =
        """{ "id": "default-1mw-2mwh", "energyCapacityMwh": 2, "chargeLimitMw": 1, "dischargeLimitMw": 1, "chargeEfficiency": 0.95, "dischargeEfficiency": 0.95, "minimumEnergyMwh": 0.2, "maximumEnergyMwh": 1.8, "initialEnergyMwh": 1, "degradationCostPerMwh": 2, "terminal": { "kind": "none" } }""";

    /// <summary>Reads a file.</summary>
    /// <param name="path">Absolute path.</param>
    public static Validated<FleetMember> Read(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            return Parse(File.ReadAllText(path), name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Validated<FleetMember>.FromFault(new Fault(name, "", "a readable file", InputFiles.Why(error, path)));
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">A fleet or a battery.</param>
    /// <param name="source">Name for the faults.</param>
    public static Validated<FleetMember> Parse(string text, string source)
    {
        var plain = text.TrimStart('\uFEFF');
        var syntax = new List<Fault>();
        var root = LocatedNode.Parse(Encoding.UTF8.GetBytes(plain), source, syntax);
        if (root is null || syntax.Count > 0)
            return Validated<FleetMember>.FromFaults(syntax);
        if (root.Kind != JsonValueKind.Object || root.Find("batteries") is not null)
            return FleetFile.Parse(plain, source).Bind(fleet => Only(fleet, source));
        var fleet = FleetFile.Parse(Fleet(plain, root), source);
        return fleet.TryGet(out var good)
            ? Validated<FleetMember>.FromValue(good.Members[0])
            : Validated<FleetMember>.FromFaults(fleet.Faults.Select(Unwrapped));
    }

    /// <summary>Reads a battery that is a part of another document; its lines and fields are those of that document.</summary>
    /// <param name="node">The battery object.</param>
    /// <param name="source">Name of the file.</param>
    public static Validated<FleetMember> Read(LocatedNode node, string source)
    {
        var text = new StringBuilder();
        var line = 1;
        Write(text, node, ref line);
        var read = Parse(text.ToString(), source);
        return read.IsValid
            ? read
            : Validated<FleetMember>.FromFaults(read.Faults.Select(fault => fault with { Field = LocatedNode.Below(node.Path, fault.Field) }));
    }

    /// <summary>A battery as the bare object of a fleet file.</summary>
    public static string ToJson(FleetMember member)
    {
        using var fleet = JsonDocument.Parse(FleetFile.ToJson(new Fleet("one", [member], [])));
        return fleet.RootElement.GetProperty("batteries")[0].GetRawText();
    }

    private static Validated<FleetMember> Only(Fleet fleet, string source) => fleet.Members.Count == 1
        ? Validated<FleetMember>.FromValue(fleet.Members[0])
        : Validated<FleetMember>.FromFault(new Fault(
            source, "batteries", "one battery", string.Create(CultureInfo.InvariantCulture, $"{fleet.Members.Count}; write the one that is meant into a file of its own")));

    // The object keeps its lines: what is put before it stands on its first line.
    private static string Fleet(string text, LocatedNode battery)
    {
        var defaults = new StringBuilder();
        void Default(string name, string value)
        {
            if (battery.Find(name) is null)
                defaults.Append(CultureInfo.InvariantCulture, $"\"{name}\":{value},");
        }

        Default("id", "\"battery\"");
        Default("terminal", "{\"kind\":\"none\"}");
        var middle = ((battery.Find("minimumEnergyMwh")?.Number ?? double.NaN) + (battery.Find("maximumEnergyMwh")?.Number ?? double.NaN)) / 2;
        if (double.IsFinite(middle) && middle >= 0)
            Default("initialEnergyMwh", middle.ToString("R", CultureInfo.InvariantCulture));
        var inside = text.IndexOf('{', StringComparison.Ordinal) + 1;
        var isEmpty = battery.Members.Count == 0 && defaults.Length > 0;
        return "{\"schemaVersion\":1,\"name\":\"battery\",\"batteries\":["
            + text[..inside] + (isEmpty ? defaults.ToString().TrimEnd(',') : defaults.ToString()) + text[inside..] + "]}";
    }

    // The value on the lines on which it was read.
    private static void Write(StringBuilder text, LocatedNode node, ref int line)
    {
        for (; line < node.Line; line++)
            text.Append('\n');
        switch (node.Kind)
        {
            case JsonValueKind.Object or JsonValueKind.Array:
                var isObject = node.Kind == JsonValueKind.Object;
                text.Append(isObject ? '{' : '[');
                foreach (var (name, value) in isObject ? node.Members : node.Items.Select(item => KeyValuePair.Create("", item)))
                {
                    text.Append(text[^1] is '{' or '[' ? "" : ",").Append(isObject ? JsonSerializer.Serialize(name) + ":" : "");
                    Write(text, value, ref line);
                }

                text.Append(isObject ? '}' : ']');
                break;
            case JsonValueKind.String:
                text.Append(JsonSerializer.Serialize(node.Text));
                break;
            default:
                text.Append(node.Kind == JsonValueKind.Number ? node.Text : node.Describe());
                break;
        }
    }

    private static Fault Unwrapped(Fault fault) => fault.Field.StartsWith(Wrapped, StringComparison.Ordinal)
        ? fault with { Field = fault.Field[Wrapped.Length..].TrimStart('.') }
        : fault;
}

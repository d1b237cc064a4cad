using Bess.Coordination.Fleets;
using Bess.Domain.Portfolio;
using Orleans.Placement;

namespace Bess.Grains.Batteries;

/// <summary>The specification of an operator's battery, as it is stored.</summary>
[GenerateSerializer]
[Alias("bess.BatteryState")]
public sealed class BatteryState
{
    /// <summary>Fleet document with one member.</summary>
    [Id(0)]
    public byte[]? Document { get; set; }
}

/// <summary>A battery that the operator hosts; its specification is kept in the cluster's storage.</summary>
[GrainType("bess.battery.operator")]
[HashBasedPlacement]
public sealed class BatteryGrain : BatteryHost, IOperatorBatteryGrain
{
    private readonly IPersistentState<BatteryState> _state;
    private FleetMember? _member;

    /// <summary>Creates the grain.</summary>
    /// <param name="services">What the host lends.</param>
    /// <param name="state">Stored specification.</param>
    public BatteryGrain(BatteryServices services, [PersistentState("battery", "bess")] IPersistentState<BatteryState> state)
        : base(services) => _state = state;

    /// <inheritdoc />
    protected override FleetMember? Member => _member ??= _state.State.Document is { } document ? Read(document).Members[0] : null;

    /// <inheritdoc />
    public override async Task<string[]> SpecifyAsync(byte[] member)
    {
        var read = FleetFile.Parse(member, this.GetPrimaryKeyString());
        if (!read.TryGet(out var fleet))
        {
            return [.. read.Faults.Select(fault => fault.ToString())];
        }

        if (_state.State.Document is null || !_state.State.Document.AsSpan().SequenceEqual(member))
        {
            _state.State.Document = member;
            await Stored.WriteAsync(this, _state);
        }

        _member = fleet.Members[0];
        return [];
    }

    private static Fleet Read(byte[] document) => FleetFile.Parse(document, "stored").Value;
}

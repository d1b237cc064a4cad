using Bess.Scheduling.Formulations;

namespace Bess.Scheduling.Connection;

/// <summary>The programme of <see cref="ConnectionPlanner"/>, written into a builder.</summary>
internal sealed class ConnectionFormulation
{
    private readonly ConnectionRequest _request;

    public ConnectionFormulation(ProblemBuilder builder, ConnectionRequest request)
    {
        var (steps, hours) = (request.Grid.Count, request.Grid.StepHours);
        _request = request;
        var risk = new RiskBlock(builder, [1.0], 0, 0.05);
        var largest = Math.Max(1, request.ImportPricePerMwh.Concat(request.ExportPricePerMwh).Max(Math.Abs));
        Storage = StorageBlock.Append(
            builder, request.Plant, steps, hours, StorageModelFactory.SoftPriceFactor * largest, 1, risk.AddSure);
        Import = builder.AddColumns(steps, 0, request.ImportLimitMw);
        Export = builder.AddColumns(steps, 0, request.ExportLimitMw);
        Curtailed = builder.AddColumns(steps, 0, 0);
        for (var t = 0; t < steps; t++)
        {
            builder.SetUpper(Curtailed + t, request.SolarMw[t]);
            risk.AddSure(Import + t, -hours * request.ImportPricePerMwh[t]);
            risk.AddSure(Export + t, hours * request.ExportPricePerMwh[t]);
            var net = request.LoadMw[t] - request.SolarMw[t];
            var row = builder.AddRow(net, net);
            Node = t == 0 ? row : Node;
            builder.AddEntry(row, Storage.Discharge + t, 1);
            builder.AddEntry(row, Storage.Charge + t, -1);
            builder.AddEntry(row, Import + t, 1);
            builder.AddEntry(row, Export + t, -1);
            builder.AddEntry(row, Curtailed + t, -1);
        }
    }

    public StorageColumns Storage { get; }

    /// <summary>First column of the import.</summary>
    public int Import { get; }

    /// <summary>First column of the export.</summary>
    public int Export { get; }

    /// <summary>First column of the curtailed power.</summary>
    public int Curtailed { get; }

    /// <summary>First row of the balance behind the connection.</summary>
    public int Node { get; }

    /// <summary>What must not be above zero at once.</summary>
    public List<ExclusivePair> Pairs()
    {
        var pairs = new List<ExclusivePair>();
        var battery = _request.Plant.Battery;
        for (var t = 0; t < _request.Grid.Count; t++)
        {
            double buy = _request.ImportPricePerMwh[t], sell = _request.ExportPricePerMwh[t];
            pairs.Add(new ExclusivePair(
                Storage.Charge + t, battery.ChargeLimit.Mw, Storage.Discharge + t, battery.DischargeLimit.Mw, Math.Min(buy, sell) < 0));
            pairs.Add(new ExclusivePair(Import + t, _request.ImportLimitMw, Export + t, _request.ExportLimitMw, sell > buy));
        }

        return pairs;
    }
}

namespace Bess.Backtesting.Running;

/// <content>Wear of cycle depth.</content>
internal sealed partial class CeilingProgramme
{
    private int[] _layers = [];

    /// <summary>Each layer is a store of its own that may lose energy; what flows through them is what flows through the battery.</summary>
    /// <remarks>Xu, Zhao, Zheng, Litvinov and Kirschen (2018), section IV.</remarks>
    private void AddLayers(CeilingDay now)
    {
        var layers = _wear.CycleDepth;
        if (layers.Count == 0)
            return;
        var start = Plant.LayerStore.Start(layers, Math.Max(0, _plant.InitialEnergyMwh - _battery.MinimumEnergy.Mwh));
        var gain = ActivationSlackMwh(now.Hours);
        for (var t = 0; t < now.Steps; t++)
        {
            var (charged, discharged) = (Builder.AddRow(0, 0), Builder.AddRow(0, 0));
            Builder.AddEntry(charged, now.Charge[t], -1);
            Builder.AddEntry(discharged, now.Discharge[t], -1);
            var next = new int[layers.Count];
            for (var j = 0; j < layers.Count; j++)
            {
                var (into, outOf) = (Column(0, double.PositiveInfinity), Column(0, double.PositiveInfinity, -now.Hours * layers[j].CostPerMwh));
                next[j] = Column(0, layers[j].WidthMwh + (j == layers.Count - 1 ? _above : 0));
                Builder.AddEntry(charged, into, 1);
                Builder.AddEntry(discharged, outOf, 1);
                var isFirst = _layers.Length == 0;
                var row = Builder.AddRow(double.NegativeInfinity, gain + (isFirst ? start[j] : 0));
                Builder.AddEntry(row, next[j], 1);
                if (!isFirst)
                    Builder.AddEntry(row, _layers[j], -1);
                Builder.AddEntry(row, into, -now.Hours * _battery.ChargeEfficiency.Value);
                Builder.AddEntry(row, outOf, now.Hours / _battery.DischargeEfficiency.Value);
            }

            _layers = next;
        }
    }
}

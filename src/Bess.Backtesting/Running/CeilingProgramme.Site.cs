namespace Bess.Backtesting.Running;

/// <content>A site: sun − curtailed + battery + import = load + export. Money is made at the connection, not by the battery's power.</content>
internal sealed partial class CeilingProgramme
{
    private void AddConnection(CeilingDay now)
    {
        if (_site is not { } site || now.Site is not { } came)
            return;
        for (var t = 0; t < now.Steps; t++)
        {
            if (!came.IsSettled(t))
                continue;
            var price = came.PricePerMwh[t];
            var import = Column(0, site.ImportLimitMw, -now.Hours * (price + site.ImportFeePerMwh));
            var export = Column(0, site.ExportLimitMw, now.Hours * (price - site.ExportFeePerMwh));
            var curtailed = Column(0, came.SolarMw[t]);
            var net = came.LoadMw[t] - came.SolarMw[t];
            Row(net, net, (now.Discharge[t], 1), (now.Charge[t], -1), (import, 1), (export, -1), (curtailed, -1));
        }
    }
}

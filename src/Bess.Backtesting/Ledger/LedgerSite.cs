using System.Globalization;
using Bess.Backtesting.Running;

namespace Bess.Backtesting.Ledger;

/// <summary>Checks the flows behind the connection of a site: the nodal balance, the limits, and that nothing flows in and out at once.</summary>
internal static class LedgerSite
{
    private const double Tolerance = 1e-6;

    public static void Check(LedgerRun run, DayOutcome day, long seq, List<LedgerFinding> findings)
    {
        if (run.Site is not { } site)
            return;
        if (day.Site is not { } flows)
        {
            findings.Add(new LedgerFinding(seq, "data.importMw", "the flows of a site", "none"));
            return;
        }

        for (var t = 0; t < day.Grid.Count; t++)
        {
            var (import, export, curtailed, sun, load) = (flows.ImportMw[t], flows.ExportMw[t], flows.CurtailedMw[t], flows.SolarMw[t], flows.LoadMw[t]);
            var isSettled = double.IsFinite(day.DayAheadPricePerMwh[t]) && double.IsFinite(sun) && double.IsFinite(load);
            var left = isSettled ? sun - curtailed + day.MeteredMw[t] + import - load - export : Math.Abs(import) + Math.Abs(export) + Math.Abs(day.MeteredMw[t]);
            Require(Math.Abs(left) <= Tolerance * (1 + Math.Abs(load)) || (!isSettled && left == 0), $"balance[{t}]", 0, left);
            Require(import >= 0 && import <= site.ImportLimitMw + Tolerance, $"importMw[{t}]", site.ImportLimitMw, import);
            Require(export >= 0 && export <= site.ExportLimitMw + Tolerance, $"exportMw[{t}]", site.ExportLimitMw, export);
            Require(import == 0 || export == 0, $"importMw[{t}]", 0, import);
            Require(curtailed >= 0 && (!isSettled || curtailed <= sun + Tolerance), $"curtailedMw[{t}]", sun, curtailed);
        }

        void Require(bool holds, FormattableString field, double limit, double actual)
        {
            if (!holds)
                findings.Add(new LedgerFinding(seq, "data." + field.ToString(CultureInfo.InvariantCulture), $"at most {Text(limit)}", Text(actual)));
        }
    }

    private static string Text(double value) => value.ToString("G9", CultureInfo.InvariantCulture);
}

using System.Globalization;
using Bess.Backtesting.Ledger;
using Bess.Backtesting.Plant;

namespace Bess.Backtesting.Sites;

/// <summary>Runs the steps of one day of a site: limits of the connection, plant, curtailment; then settles it.</summary>
internal sealed class SiteDayRunner
{
    private const double VisibleMw = 1e-6;

    private readonly SiteDay _day;
    private readonly Site _site;
    private readonly RealPlant _plant;
    private readonly double _startEnergyMwh;
    private readonly double[] _setpointMw;
    private readonly double[] _meteredMw;
    private readonly double[] _energyMwh;
    private readonly double[] _depthWear;
    private readonly SiteFlows _flows;
    private readonly SortedDictionary<string, int> _rules = new(StringComparer.Ordinal);

    public SiteDayRunner(SiteDay day, Site site, RealPlant plant, PlantState state)
    {
        (_day, _site, _plant, State, _startEnergyMwh) = (day, site, plant, state, state.EnergyMwh);
        var steps = day.Grid.Count;
        (_setpointMw, _meteredMw, _energyMwh, _depthWear) = (new double[steps], new double[steps], new double[steps], new double[steps]);
        _flows = new SiteFlows(new double[steps], new double[steps], day.SolarMw, day.LoadMw, new double[steps]);
    }

    public PlantState State { get; private set; }

    /// <summary>Counts a step to which a rule was applied.</summary>
    public void Tell(string rule) => _rules[rule] = _rules.GetValueOrDefault(rule) + 1;

    /// <summary>Runs a step.</summary>
    /// <param name="t">Step of the day.</param>
    /// <param name="wishMw">Power that was planned, MW.</param>
    public void Step(int t, double wishMw)
    {
        if (!_day.IsSettled(t))
        {
            Tell("no price, sun or load: the plant stood still and the step was not settled");
            Keep(t, _plant.Run(State with { PowerMw = null }, 0, [], _day.Grid.StepHours, _day.Day, t));
            return;
        }

        var (sun, load) = (_day.SolarMw[t], _day.LoadMw[t]);
        var (least, most) = SiteStep.Window(_site, sun, load);
        var wish = Math.Clamp(wishMw, least, most);
        var ran = _plant.Run(State, wish, [], _day.Grid.StepHours, _day.Day, t);
        if (ran.Step.MeteredMw < least || ran.Step.MeteredMw > most)
        {
            Tell("ramp limit gave way to the limits of the connection");
            ran = _plant.Run(State with { PowerMw = null }, wish, [], _day.Grid.StepHours, _day.Day, t);
        }

        Keep(t, ran);
        var step = SiteStep.Of(_site, _day.PricePerMwh[t], sun, load, ran.Step.MeteredMw);
        (_flows.ImportMw[t], _flows.ExportMw[t], _flows.CurtailedMw[t]) = (step.ImportMw, step.ExportMw, step.CurtailedMw);
        if (step.CurtailedMw > VisibleMw)
            Tell(step.Rule);
        if (Math.Abs(ran.Step.SetpointMw - wishMw) > VisibleMw)
            Tell("set-point clipped to what plant and connection allow");
    }

    /// <summary>Money of the day by stream.</summary>
    public Dictionary<string, decimal> Streams(SiteTerms terms) => terms.Streams(_flows, _day.PricePerMwh, _meteredMw, _depthWear, _day.Grid.Step);

    /// <summary>Writes dispatch, settlement and the end of the day.</summary>
    /// <returns>Net of the day.</returns>
    public decimal Close(LedgerBook ledger, SiteTerms terms)
    {
        ledger.Append(_day.Day, LedgerKind.Dispatch, writer =>
        {
            writer.Number("startEnergyMwh", _startEnergyMwh);
            writer.Numbers("realTimePricePerMwh", []);
            writer.Numbers("realTimeSurplusPricePerMwh", []);
            writer.Numbers("setpointMw", _setpointMw);
            writer.Numbers("meteredMw", _meteredMw);
            writer.Numbers("energyMwh", _energyMwh);
            writer.Table("heldMw", []);
            writer.Numbers("depthWear", _depthWear);
            writer.Numbers("importMw", _flows.ImportMw);
            writer.Numbers("exportMw", _flows.ExportMw);
            writer.Numbers("solarMw", _flows.SolarMw);
            writer.Numbers("loadMw", _flows.LoadMw);
            writer.Numbers("curtailedMw", _flows.CurtailedMw);
            writer.Texts("rules", _rules.Select(rule => string.Create(CultureInfo.InvariantCulture, $"{rule.Key} ({rule.Value} of {_day.Grid.Count} steps)")));
        });
        var streams = Streams(terms);
        ledger.Append(_day.Day, LedgerKind.Settlement, writer =>
        {
            writer.WriteStartObject("streams");
            foreach (var (name, amount) in streams)
                writer.WriteNumber(name, amount);
            writer.WriteEndObject();
            writer.WriteNumber("net", streams.Values.Sum());
        });
        ledger.Append(_day.Day, LedgerKind.DayClosed, writer =>
        {
            writer.Number("energyMwh", State.EnergyMwh);
            writer.Number("powerMw", State.PowerMw ?? double.NaN);
            writer.Numbers("layerMwh", State.LayerMwh);
        });
        ledger.Flush();
        return streams.Values.Sum();
    }

    private void Keep(int t, (PlantState State, PlantStep Step) ran)
    {
        State = ran.State;
        (_setpointMw[t], _meteredMw[t], _energyMwh[t], _depthWear[t]) = (ran.Step.SetpointMw, ran.Step.MeteredMw, State.EnergyMwh, ran.Step.DepthWear);
    }
}

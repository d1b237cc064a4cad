using System.Text.Json;

namespace Bess.TestKit.Golden;

/// <summary>Family E: day-ahead with two reserve products, one day (LP), and the year that chains 365 days.</summary>
public static class GoldenFamilyE
{
    /// <summary>The data of one day.</summary>
    public sealed record Day(
        GoldenData Fields, double[] Price, double[] FcrN, double[] FcrDUp, double[] FcrDDown, double InitialEnergy, double FinalValue)
    {
        public static Day Read(GoldenData data)
        {
            ArgumentNullException.ThrowIfNull(data);
            return new Day(
                data,
                data.Vector("price"),
                data.Vector("p_fcrn"),
                data.Vector("p_fcrdu"),
                data.Vector("p_fcrdd"),
                data.Number("e0"),
                data.Number("v_T"));
        }
    }

    /// <summary>Days of a chain file; the initial energy of each is given by the caller from the day before.</summary>
    public static IReadOnlyList<Func<double, Day>> ChainedDays(JsonElement json)
    {
        var data = new GoldenData(json);
        int steps = data.Count("T");
        double[] price = data.Vector("price");
        double[] fcrN = data.Vector("p_fcrn");
        double[] up = data.Vector("p_fcrdu");
        double[] down = data.Vector("p_fcrdd");
        var days = new List<Func<double, Day>>();
        for (int first = 0; first + steps <= price.Length; first += steps)
        {
            var hours = first..(first + steps);
            double finalValue = Math.Round(0.9 * price[hours].Average(), 2);
            days.Add(e0 => new Day(data, price[hours], fcrN[hours], up[hours], down[hours], e0, finalValue));
        }

        return days;
    }

    public static GoldenProblem Build(Day day)
    {
        ArgumentNullException.ThrowIfNull(day);
        GoldenData data = day.Fields;
        int steps = day.Price.Length;
        double dt = data.Number("dt");
        double pmax = data.Number("pmax");
        double wear = data.Number("c_deg");
        var problem = new ProblemAssembler();
        int c = problem.AddVariables(steps, 0.0, pmax);
        int d = problem.AddVariables(steps, 0.0, pmax);
        int e = problem.AddVariables(steps, data.Number("e_min"), data.Number("e_max"));
        int n = problem.AddVariables(steps, 0.0, pmax);
        int up = problem.AddVariables(steps, 0.0, pmax);
        int dn = problem.AddVariables(steps, 0.0, pmax);
        GoldenBattery.AddEnergyRows(problem, c, d, e, steps, dt, data.Number("eta_c"), data.Number("eta_d"), day.InitialEnergy);
        for (int t = 0; t < steps; t++)
        {
            AddReserveRows(problem, data, c + t, d + t, e + t, n + t, up + t, dn + t);
            problem.AddCost(c + t, dt * (day.Price[t] + wear));
            problem.AddCost(d + t, dt * (-day.Price[t] + wear));
            problem.AddCost(n + t, -dt * (day.FcrN[t] - (data.Number("fcrn_act") * wear)));
            problem.AddCost(up + t, -dt * day.FcrDUp[t]);
            problem.AddCost(dn + t, -dt * day.FcrDDown[t]);
        }

        problem.AddCost(e + steps - 1, -day.FinalValue);
        return new GoldenProblem(problem.Build(), double.NaN, -1, e);
    }

    private static void AddReserveRows(ProblemAssembler problem, GoldenData data, int c, int d, int e, int n, int up, int dn)
    {
        double pmax = data.Number("pmax");
        double etaC = data.Number("eta_c");
        double etaD = data.Number("eta_d");
        double normal = data.Number("fcrn_hours");
        double disturbance = data.Number("fcrd_hours");
        problem.AddRow(double.NegativeInfinity, pmax, (d, 1.0), (c, -1.0), (n, 1.0), (up, 1.0));
        problem.AddRow(double.NegativeInfinity, pmax, (c, 1.0), (d, -1.0), (n, 1.0), (dn, 1.0));
        problem.AddRow(data.Number("e_min"), double.PositiveInfinity, (e, 1.0), (n, -normal / etaD), (up, -disturbance / etaD));
        problem.AddRow(double.NegativeInfinity, data.Number("e_max"), (e, 1.0), (n, etaC * normal), (dn, etaC * disturbance));
    }
}

using System.CommandLine;
using Bess.Cli.Inputs;
using Bess.Cli.Rendering;
using Bess.Domain.Series;
using Bess.Forecasting.Scenarios;
using Bess.Forecasting.Scenarios.Reduction;
using Bess.Markets.Sources.Csv;

namespace Bess.Cli.Commands.Scenarios;

/// <summary><c>bess scenarios reduce</c>: few scenarios in the place of many.</summary>
internal static class ReduceCommand
{
    public static IReadOnlyDictionary<string, ReductionMethod> Methods { get; } = new Dictionary<string, ReductionMethod>
    {
        ["k-medoids"] = ReductionMethod.KMedoids,
        ["forward"] = ReductionMethod.ForwardSelection,
    };

    public static IReadOnlyDictionary<string, MomentMatch> Matches { get; } = new Dictionary<string, MomentMatch>
    {
        ["mean-deviation"] = MomentMatch.MeanAndDeviation,
        ["plan-earnings"] = MomentMatch.PlanEarnings,
        ["mean"] = MomentMatch.Mean,
        ["none"] = MomentMatch.None,
    };

    public static Command Create(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "Scenarios: CSV as bess writes it", HelpName = "FILE" };
        var to = Options.Whole("--to", "Scenarios to keep (required)", 1).Needed();
        var method = Options.OneOf("--method", "How they are chosen [default: k-medoids]", Methods);
        var match = Options.OneOf("--match", "Which moments of the full set every interval is given back [default: mean-deviation]", Matches);
        var order = Options.OneOf("--order", "Order of the Wasserstein distance [default: 2]", new Dictionary<string, int> { ["1"] = 1, ["2"] = 2 });
        var seed = Options.Whole("--seed", "Seed of the random starts of k-medoids [default: 1]", 0);
        var target = Options.Text("--out", "File to write, which must not exist (required)", "FILE").Needed();
        var output = Options.Output(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("reduce", "Put few scenarios in the place of many, with the Wasserstein distance between them.")
        {
            file, to, method, match, order, seed, target, output,
        };
        command.SetAction(parsed =>
        {
            var format = parsed.GetValue(output);
            var path = context.Resolve(parsed.GetValue(target)!);
            var read = Sources.Scenarios(context.Resolve(parsed.GetValue(file)!));
            var taken = NewFile.Check(path);
            if (!read.TryGet(out var full) || taken is not null)
                return context.Refuse(taken is null ? read.Faults : [.. read.Faults, taken], format);
            var reduced = ScenarioReducer.Reduce(JointScenarios.Of(full, new SeriesId("FILE", "price")), new ReductionOptions
            {
                To = parsed.GetValue(to)!.Value,
                Method = parsed.GetValue(method) ?? ReductionMethod.KMedoids,
                Match = parsed.GetValue(match) ?? MomentMatch.MeanAndDeviation,
                Order = parsed.GetValue(order) ?? 2,
                Seed = parsed.GetValue(seed) ?? 1,
            });
            ScenarioCsv.Write(reduced.Scenarios.ToPrices(0, full.Currency), path);
            ScenarioRenderer.Reduced(reduced, full, Path.GetRelativePath(context.Host.WorkingFolder, path), format, context.Out);
            return ExitCode.Done;
        });
        return command;
    }
}

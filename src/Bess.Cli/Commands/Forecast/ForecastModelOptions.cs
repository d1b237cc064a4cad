using System.CommandLine;
using Bess.Forecasting.Conformal;
using Bess.Forecasting.Models;

namespace Bess.Cli.Commands.Forecast;

/// <summary>The options that say how a forecast is made.</summary>
internal sealed class ForecastModelOptions
{
    private readonly Option<ModelKind?> _model = Options.OneOf("--model", "Model [default: bess, the best of lear, trees, qra and blend before the days that count]", Names);

    private readonly Option<CalibrationKind?> _calibration = Options.OneOf("--calibration", "Calibration of the quantiles [default: adaptive]", new Dictionary<string, CalibrationKind>
    {
        ["adaptive"] = CalibrationKind.Adaptive,
        ["split"] = CalibrationKind.Split,
        ["none"] = CalibrationKind.None,
    });

    private readonly Option<int?> _seed = Options.Whole("--seed", "Seed [default: 1]", 0);
    private readonly Option<int?> _warmUp = Options.Whole("--warm-up", "Days forecast beforehand, to learn from [default: 182]", 1);

    public static IReadOnlyDictionary<string, ModelKind> Names { get; } = new Dictionary<string, ModelKind>
    {
        ["bess"] = ModelKind.Bess,
        ["yesterday"] = ModelKind.Yesterday,
        ["last-week"] = ModelKind.LastWeek,
        ["mean-7"] = ModelKind.Mean7,
        ["lear"] = ModelKind.Lear,
        ["trees"] = ModelKind.Trees,
        ["qra"] = ModelKind.Qra,
        ["blend"] = ModelKind.Blend,
    };

    /// <summary>Names in documents.</summary>
    public static IReadOnlyDictionary<ModelKind, string> JsonNames { get; } = new Dictionary<ModelKind, string>
    {
        [ModelKind.Bess] = "bess",
        [ModelKind.Yesterday] = "yesterday",
        [ModelKind.LastWeek] = "lastWeek",
        [ModelKind.Mean7] = "mean7",
        [ModelKind.Lear] = "lear",
        [ModelKind.Trees] = "trees",
        [ModelKind.Qra] = "qra",
        [ModelKind.Blend] = "blend",
    };

    public void AddTo(Command command, bool withModel = true)
    {
        if (withModel)
            command.Add(_model);
        foreach (var option in new Option[] { _calibration, _seed, _warmUp })
            command.Add(option);
    }

    public ForecastOptions Read(ParseResult parsed)
    {
        var plain = new ForecastOptions();
        return plain with
        {
            Model = parsed.GetValue(_model) ?? plain.Model,
            Calibration = parsed.GetValue(_calibration) ?? plain.Calibration,
            Seed = parsed.GetValue(_seed) ?? plain.Seed,
            WarmUpDays = parsed.GetValue(_warmUp) ?? plain.WarmUpDays,
        };
    }
}

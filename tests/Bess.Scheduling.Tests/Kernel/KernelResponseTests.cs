using Bess.Scheduling.Formulations;
using Bess.Scheduling.Kernel;
using Bess.TestKit.Central;

namespace Bess.Scheduling.Tests.Kernel;

public sealed class KernelResponseTests
{
    [Theory]
    [InlineData("plain", 21, 0.1)]
    [InlineData("plain", 22, 0.001)]
    [InlineData("ramp", 23, 0.03)]
    [InlineData("below window", 24, 0.03)]
    [InlineData("above window", 28, 0.03)]
    [InlineData("risk neutral", 25, 0.01)]
    [InlineData("negative prices", 26, 0.03)]
    [InlineData("fixed modes", 27, 0.03)]
    [InlineData("one step", 28, 0.03)]
    public void Respond_AtPrice_SensitivityAndBarrierDerivativeAreFiniteDifferences(string kind, int seed, double share)
    {
        var model = Instances.Create(kind, seed);
        var price = KernelMinimiseTests.Price(model, seed, 5);
        var barrier = share * model.Prices.TimeStepHours * 50 * Math.Max(model.ChargeLimitMw[0], 1e-3);
        var center = Centred(model, price, barrier);
        var largest = center.Sensitivity.Max(Math.Abs);
        for (var j = 0; j < model.Steps; j += Math.Max(1, model.Steps / 5))
        {
            // A step that moves the response by 1e-5 of the power limit keeps both errors of the difference small.
            var h = 1e-5 * model.ChargeLimitMw.Max() / largest;
            var up = Centred(model, Moved(price, j, h), barrier);
            var down = Centred(model, Moved(price, j, -h), barrier);
            for (var i = 0; i < model.Steps; i++)
            {
                var difference = (up.Power[i] - down.Power[i]) / (2 * h);
                Assert.InRange(difference + Packed(center.Sensitivity, i, j), -2e-4 * largest, 2e-4 * largest);
            }
        }

        var change = 1e-4 * barrier;
        var more = Centred(model, price, barrier + change);
        var less = Centred(model, price, barrier - change);
        var steepest = center.BarrierDerivative.Max(Math.Abs);
        for (var i = 0; i < model.Steps; i++)
            Assert.InRange(((more.Power[i] - less.Power[i]) / (2 * change)) - center.BarrierDerivative[i], -1e-4 * steepest, 1e-4 * steepest);
    }

    [Theory]
    [InlineData("plain", 31)]
    [InlineData("ramp", 32)]
    [InlineData("below window", 33)]
    [InlineData("above window", 33)]
    [InlineData("negative prices", 34)]
    [InlineData("fixed modes", 35)]
    [InlineData("risk neutral", 36)]
    public void Respond_AnyBarrier_BoundIsBelowTheOptimumAndTightens(string kind, int seed)
    {
        var model = Instances.Create(kind, seed);
        var price = KernelMinimiseTests.Price(model, seed, 10);
        var optimum = Reference.Optimum(model, new FormulationOptions { PricePerMw = price }).Objective;
        var scale = Reference.Turnover(model);
        var kernel = new StorageKernel();
        var state = new StorageState(model);
        var response = new StorageResponse(model.Steps);
        for (var k = 0; k < 12; k++)
        {
            var barrier = 0.1 * scale * Math.Pow(0.2, k);
            kernel.Respond(model, state, price, barrier, response);
            Assert.True(response.LowerBound <= optimum + (1e-10 * scale), $"iteration {k}: {response.LowerBound} above {optimum}");
        }

        Assert.InRange(response.LowerBound, optimum - (1e-5 * scale), optimum + (1e-10 * scale));
    }

    [Fact]
    public void Respond_Answer_LiesInsideEveryLimit()
    {
        var model = Instances.Create("ramp", 41);
        var response = Centred(model, new double[model.Steps], 0.5);
        for (var t = 0; t < model.Steps; t++)
        {
            Assert.InRange(response.Power[t], -model.ChargeLimitMw[t], model.DischargeLimitMw[t]);
            Assert.InRange(response.Energy[t], model.LowerEnergyMwh[t], model.UpperEnergyMwh[t]);
            if (t > 0)
                Assert.InRange(response.Power[t] - response.Power[t - 1], -model.RampLimitMw!.Value, model.RampLimitMw!.Value);
        }
    }

    /// <summary>The smoothed optimum to rounding: every further call is at least one more Newton step.</summary>
    private static StorageResponse Centred(StorageModel model, double[] price, double barrier)
    {
        var response = new StorageResponse(model.Steps);
        var kernel = new StorageKernel();
        var state = new StorageState(model);
        for (var k = 0; k < 4; k++)
            Assert.True(kernel.Respond(model, state, price, barrier, response, proximal: false));
        return response;
    }

    private static double[] Moved(double[] price, int step, double by)
    {
        var moved = price.ToArray();
        moved[step] += by;
        return moved;
    }

    private static double Packed(double[] lower, int i, int j) => i >= j ? lower[(i * (i + 1) / 2) + j] : lower[(j * (j + 1) / 2) + i];
}

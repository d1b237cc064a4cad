using Bess.Scheduling.Kernel;
using Bess.TestKit;

namespace Bess.Scheduling.Tests.Kernel;

/// <summary>What a kernel promises beside its answer: vector widths agree, nothing is allocated, a warm start saves steps.</summary>
public sealed class KernelWorkspaceTests
{
    public static TheoryData<string, int, int> Shapes() => new()
    {
        { "short", 24, 20 }, { "many scenarios", 24, 200 }, { "long", 96, 20 }, { "odd", 13, 7 }, { "one step", 1, 90 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Minimise_AnyVectorWidth_GivesTheSameAnswer(string name, int steps, int scenarios)
    {
        var (model, weight, center) = Problem(steps, scenarios, name.Length);
        var scalar = Solve(new StorageKernel(VectorPath.Scalar), model, weight, center);
        foreach (var path in new[] { VectorPath.Automatic, VectorPath.Bits512, VectorPath.Bits256 })
        {
            var wide = Solve(new StorageKernel(path), model, weight, center);
            Assert.Equal(scalar.Iterations, wide.Iterations);
            Assert.Equal(scalar.Cost, wide.Cost, 1e-9 * Math.Max(1, Math.Abs(scalar.Cost)));
            for (var t = 0; t < steps; t++)
                Assert.Equal(scalar.Power[t], wide.Power[t], 1e-8);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Respond_AnyVectorWidth_GivesTheSameDerivatives(string name, int steps, int scenarios)
    {
        var (model, _, _) = Problem(steps, scenarios, name.Length);
        var scalar = Answer(VectorPath.Scalar, model);
        foreach (var path in new[] { VectorPath.Bits512, VectorPath.Bits256 })
        {
            var wide = Answer(path, model);
            AssertClose(scalar.Power, wide.Power);
            AssertClose(scalar.NewtonStep, wide.NewtonStep);
            AssertClose(scalar.BarrierDerivative, wide.BarrierDerivative);
            AssertClose(scalar.Sensitivity, wide.Sensitivity);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Calls_OnAWorkspaceOfTheRightSize_AllocateNothing(string name, int steps, int scenarios)
    {
        var (model, weight, center) = Problem(steps, scenarios, name.Length);
        var (kernel, state, other, response, price) = (new StorageKernel(), new StorageState(model), new StorageState(model), new StorageResponse(steps), new double[steps]);
        var allocated = Allocation.Least(() =>
        {
            kernel.Minimise(model, state, price, weight, center, 1e-9, response);
            kernel.Minimise(model, state, price, weight, center, 1e-9, response, warm: true);
            kernel.Respond(model, other, price, 0.1, response);
            kernel.Settle(model, other, price, 0.1, response);
            kernel.QuickBound(model, state, price, response);
        });
        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData(24, 20, 0.0)]
    [InlineData(24, 20, 0.05)]
    [InlineData(24, 200, 0.05)]
    [InlineData(96, 20, 0.05)]
    [InlineData(24, 20, 0.3)]
    public void Minimise_WarmAfterAChange_TakesFewerStepsToTheSameAnswer(int steps, int scenarios, double change)
    {
        int cold = 0, warm = 0;
        for (var seed = 1; seed <= 6; seed++)
        {
            var random = new Random(seed);
            var (model, weight, center) = Problem(steps, scenarios, seed);
            var (kernel, state, response) = (new StorageKernel(), new StorageState(model), new StorageResponse(steps));
            kernel.Minimise(model, state, new double[steps], weight, center, 1e-10, response);
            double[] price = [.. center.Select(_ => 20 * change * ((2 * random.NextDouble()) - 1))];
            double[] moved = [.. center.Select(z => z + (change * ((2 * random.NextDouble()) - 1)))];
            double[] heavier = [.. weight.Select(value => value * (1 + change))];
            Assert.True(kernel.Minimise(model, state, price, heavier, moved, 1e-10, response, warm: true));
            warm += response.Iterations;
            var power = response.Power.ToArray();
            Assert.True(kernel.Minimise(model, new StorageState(model), price, heavier, moved, 1e-10, response));
            cold += response.Iterations;
            for (var t = 0; t < steps; t++)
                Assert.Equal(response.Power[t], power[t], 1e-5);
        }

        Assert.True(warm < cold, $"{warm} steps warm, {cold} cold");
    }

    [Fact]
    public void Read_ModelOfAnotherShape_IsRefused()
    {
        var state = new StorageState(Problem(24, 20, 1).Model);
        Assert.Throws<ArgumentException>(() => state.Read(Problem(12, 20, 1).Model));
    }

    private static (StorageModel Model, double[] Weight, double[] Center) Problem(int steps, int scenarios, int seed)
    {
        var random = new Random(seed);
        var model = Instances.Domain(seed + 3, steps, scenarios, terminal: 1, outside: 0);
        model = Instances.Copy(model, risk: 0.5);
        double[] center = [.. Enumerable.Range(0, steps).Select(_ => model.ChargeLimitMw[0] * ((2 * random.NextDouble()) - 1))];
        return (model, [.. center.Select(_ => 10.0)], center);
    }

    private static StorageResponse Solve(StorageKernel kernel, StorageModel model, double[] weight, double[] center)
    {
        var response = new StorageResponse(model.Steps);
        Assert.True(kernel.Minimise(model, new StorageState(model), new double[model.Steps], weight, center, 1e-9, response));
        return response;
    }

    private static StorageResponse Answer(VectorPath path, StorageModel model)
    {
        var (kernel, state, response, price) = (new StorageKernel(path), new StorageState(model), new StorageResponse(model.Steps), new double[model.Steps]);
        foreach (var barrier in new[] { 5.0, 1.0, 0.1 })
            Assert.True(kernel.Respond(model, state, price, barrier, response));
        return response;
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        var scale = Math.Max(1e-12, expected.Max(Math.Abs));
        for (var i = 0; i < expected.Length; i++)
            Assert.InRange((actual[i] - expected[i]) / scale, -1e-7, 1e-7);
    }
}

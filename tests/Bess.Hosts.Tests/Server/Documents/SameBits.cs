using System.Collections;
using System.Globalization;
using System.Reflection;
using Bess.Domain.Prices;
using Bess.Domain.Schedules;

namespace Bess.Hosts.Tests.Server.Documents;

/// <summary>Compares two objects of any type through all their public properties, numbers by their bits: a field that a document forgets is a difference.</summary>
internal static class SameBits
{
    public static void Assert(object? expected, object? actual, params string[] ignored)
    {
        var differences = new List<string>();
        Compare(expected, actual, "", differences, ignored);
        Xunit.Assert.True(differences.Count == 0, string.Join("\n", differences.Take(10)));
    }

    private static void Compare(object? expected, object? actual, string path, List<string> differences, string[] ignored)
    {
        if (ReferenceEquals(expected, actual))
            return;
        if (expected is null || actual is null)
        {
            if (expected is not null || actual is not null)
                differences.Add($"{path}: {expected ?? "null"} / {actual ?? "null"}");
            return;
        }

        switch (expected)
        {
            case double number when actual is double other:
                if (BitConverter.DoubleToInt64Bits(number) != BitConverter.DoubleToInt64Bits(other))
                    differences.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: {number:R} / {other:R}"));
                return;
            case string or ValueType when expected.GetType().Namespace == "System" || expected is Enum:
                if (!expected.Equals(actual))
                    differences.Add($"{path}: {expected} / {actual}");
                return;
            case IEnumerable all when actual is IEnumerable others:
                Items(all.Cast<object?>().ToArray(), others.Cast<object?>().ToArray(), path, differences, ignored);
                return;
            case Schedule schedule when actual is Schedule other:
                Items(schedule.PowerMw.ToArray(), other.PowerMw.ToArray(), path + ".PowerMw", differences);
                Items(schedule.StateOfChargeMwh.ToArray(), other.StateOfChargeMwh.ToArray(), path + ".StateOfChargeMwh", differences);
                break;
            case ScenarioSet scenarios when actual is ScenarioSet other:
                Items(scenarios.Probabilities.ToArray(), other.Probabilities.ToArray(), path + ".Probabilities", differences);
                for (var s = 0; s < scenarios.Count; s++)
                    Items(scenarios.PricesPerMwh(s).ToArray(), other.PricesPerMwh(s).ToArray(), $"{path}.PricesPerMwh[{s}]", differences);
                break;
        }

        foreach (var property in expected.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (!property.PropertyType.IsByRefLike && property.GetIndexParameters().Length == 0 && !ignored.Contains(property.Name))
                Compare(property.GetValue(expected), property.GetValue(actual), $"{path}.{property.Name}", differences, ignored);
        }
    }

    private static void Items(double[] expected, double[] actual, string path, List<string> differences) =>
        Items([.. expected.Cast<object?>()], [.. actual.Cast<object?>()], path, differences, []);

    private static void Items(object?[] expected, object?[] actual, string path, List<string> differences, string[] ignored)
    {
        if (expected.Length != actual.Length)
            differences.Add($"{path}: {expected.Length} items / {actual.Length}");
        for (var i = 0; i < Math.Min(expected.Length, actual.Length); i++)
            Compare(expected[i], actual[i], $"{path}[{i}]", differences, ignored);
    }
}

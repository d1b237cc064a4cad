using System.Reflection;

namespace Bess.Architecture.Tests.DomainApi;

/// <summary>No bare number without a unit in the public face of Domain.</summary>
internal static class UnitRules
{
    private static readonly string[] Units = ["Mw", "Mwh", "PerMwh", "Hours", "Minutes", "Seconds", "Hz"];

    /// <summary>Numbers that have no unit, or whose unit the type itself is; each with its reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> WithoutUnit = new Dictionary<string, string>
    {
        ["LocatedNode.Number"] = "a number of a JSON text; whoever reads it knows the unit",
        ["LocatedNode.Numbers"] = "numbers of a JSON text; whoever reads them knows the unit",
        ["JsonForm.Number"] = "a number of a JSON text; whoever reads it knows the unit",
        ["JsonForm.Number(holds)"] = "a number of a JSON text; whoever reads it knows the unit",
        ["JsonForm.Numbers"] = "numbers of a JSON text; whoever reads them knows the unit",
        ["JsonForm.Numbers(holds)"] = "numbers of a JSON text; whoever reads them knows the unit",
        ["FrequencyResponse.KneeShare"] = "share of the capacity, 0 … 1",
        ["FrequencyResponse..ctor(kneeShare)"] = "share of the capacity, 0 … 1",
        ["Efficiency..ctor(value)"] = "ratio in (0, 1]",
        ["Efficiency.Value"] = "ratio in (0, 1]",
        ["RiskPreference..ctor(lambda)"] = "weight, no unit",
        ["RiskPreference..ctor(tailShare)"] = "share in (0, 1)",
        ["RiskPreference.Lambda"] = "weight, no unit",
        ["RiskPreference.TailShare"] = "share in (0, 1)",
        ["Battery.RoundTripEfficiency"] = "ratio in (0, 1]",
        ["BatterySpecification.ChargeEfficiency"] = "ratio in (0, 1]",
        ["BatterySpecification.DischargeEfficiency"] = "ratio in (0, 1]",
        ["Observation.Value"] = "the name of the series ends in its unit",
        ["Observation..ctor(Value)"] = "the name of the series ends in its unit",
        ["ObservedSeries.On"] = "the name of the series ends in its unit",
        ["ScenarioSet.Probabilities"] = "probabilities",
        ["ScenarioSet..ctor(probabilities)"] = "probabilities",
        ["ScenarioSet.Create(probabilities)"] = "probabilities",
        ["ScenarioSet.ProbabilitySumTolerance"] = "difference of probabilities",
    };

    public static IEnumerable<string> BareNumbers(IEnumerable<Type> types, IReadOnlyDictionary<string, string> exceptions) =>
        from type in types
        from place in Places(type)
        where IsNumber(place.Type) && !HasUnit(place.Name) && !exceptions.ContainsKey(place.Path)
        select $"{place.Path} is a bare {place.Type.Name}: expected a name that ends in one of {string.Join(", ", Units)}, or a reason in the list";

    /// <summary>Exceptions that nothing needs any more.</summary>
    public static IEnumerable<string> IdleExceptions(IEnumerable<Type> types, IReadOnlyDictionary<string, string> exceptions)
    {
        var needed = types.SelectMany(Places).Where(place => IsNumber(place.Type) && !HasUnit(place.Name)).Select(place => place.Path).ToHashSet();
        return exceptions.Keys.Where(path => !needed.Contains(path)).Select(path => $"{path} is excused and needs no excuse");
    }

    /// <summary>Every public place where a number can stand: property, field, parameter, result.</summary>
    private static IEnumerable<(string Path, string Name, Type Type)> Places(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var property in type.GetProperties(Own))
            yield return ($"{type.Name}.{property.Name}", property.Name, property.PropertyType);
        foreach (var field in type.GetFields(Own))
            yield return ($"{type.Name}.{field.Name}", field.Name, field.FieldType);
        foreach (var constructor in type.GetConstructors(Own))
        {
            foreach (var parameter in constructor.GetParameters())
                yield return ($"{type.Name}..ctor({parameter.Name})", parameter.Name!, parameter.ParameterType);
        }

        foreach (var method in type.GetMethods(Own).Where(method => !method.Name.StartsWith("get_", StringComparison.Ordinal)))
        {
            // Operators scale by plain factors and give sums of money; the types beside them say the unit.
            if (method.IsSpecialName || method.Name == "Deconstruct")
                continue;
            yield return ($"{type.Name}.{method.Name}", method.Name, method.ReturnType);
            foreach (var parameter in method.GetParameters())
                yield return ($"{type.Name}.{method.Name}({parameter.Name})", parameter.Name!, parameter.ParameterType);
        }
    }

    private static bool HasUnit(string name) => Units.Any(unit => name.EndsWith(unit, StringComparison.Ordinal) || name.Equals(unit, StringComparison.OrdinalIgnoreCase));

    /// <summary>double, float and decimal, alone, nullable, or as elements of anything.</summary>
    private static bool IsNumber(Type type)
    {
        if (type == typeof(double) || type == typeof(float) || type == typeof(decimal))
            return true;
        if (type.HasElementType)
            return IsNumber(type.GetElementType()!);
        return type.IsGenericType && type.GetGenericArguments().Any(IsNumber);
    }
}

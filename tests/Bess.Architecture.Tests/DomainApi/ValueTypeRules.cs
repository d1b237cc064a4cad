using System.Reflection;
using System.Runtime.CompilerServices;

namespace Bess.Architecture.Tests.DomainApi;

/// <summary>Values cannot change and can be compared.</summary>
internal static class ValueTypeRules
{
    private const BindingFlags Statics = BindingFlags.Public | BindingFlags.Static;

    public static IEnumerable<string> Mutable(IEnumerable<Type> types) =>
        from type in types
        where IsValue(type) && !type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false)
        select $"{type.FullName} is not a readonly struct";

    public static IEnumerable<string> Incomparable(IEnumerable<Type> types) =>
        from type in types
        where IsValue(type) && (type.GetMethod("op_Equality", Statics) is null || type.GetMethod("op_Inequality", Statics) is null)
        select $"{type.FullName} has no == and !=";

    /// <summary>Properties that can be set after construction, in values and classes alike.</summary>
    public static IEnumerable<string> Settable(IEnumerable<Type> types) =>
        from type in types
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where property.SetMethod is { IsPublic: true } setter
            && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
        select $"{type.FullName}.{property.Name} can be set";

    /// <summary>Classes that can be derived from although nothing says so: abstract ones and exceptions of the platform aside.</summary>
    public static IEnumerable<string> Unsealed(IEnumerable<Type> types) =>
        types.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }).Select(type => $"{type.FullName} is not sealed");

    /// <summary>Arrays given out by a class that promises to be immutable.</summary>
    public static IEnumerable<string> ExposedArrays(IEnumerable<Type> types) =>
        from type in types
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where property.PropertyType.IsArray
        select $"{type.FullName}.{property.Name} exposes an array";

    private static bool IsValue(Type type) => type is { IsValueType: true, IsEnum: false };
}

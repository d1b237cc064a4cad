using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Bess.Grains;
using Bess.Grains.Batteries;

namespace Bess.Cluster.Tests.Wire;

/// <summary>What goes over the wire has names and numbers of its own, so that code may be renamed and old and new silos understand each other.</summary>
public sealed class ContractTests
{
    [Fact]
    public void Types_All_HaveAnAliasOfTheirOwn()
    {
        Assert.True(WireTypes.All.Count >= 25, $"{WireTypes.All.Count} types");
        Assert.All(WireTypes.All, type => Assert.StartsWith("bess.", WireTypes.AliasOf(type), StringComparison.Ordinal));
        Assert.Empty(Twice(WireTypes.All.Select(type => WireTypes.AliasOf(type)!)));
    }

    [Fact]
    public void Members_All_HaveNumbersOfTheirOwn()
    {
        foreach (var type in WireTypes.All)
        {
            var unnumbered = type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .Where(property => property.CanWrite && property.GetCustomAttribute<IdAttribute>() is null);
            Assert.True(!unnumbered.Any(), $"{type}: {string.Join(", ", unnumbered.Select(property => property.Name))}");
            var fields = type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .Where(field => field.GetCustomAttribute<CompilerGeneratedAttribute>() is null && field.GetCustomAttribute<IdAttribute>() is null);
            Assert.True(!fields.Any(), $"{type}: {string.Join(", ", fields.Select(field => field.Name))}");
            Assert.Empty(Twice(WireTypes.MembersOf(type).Select(member => member.Id)));
        }
    }

    [Fact]
    public void Grains_All_HaveIdentitiesAndAliases()
    {
        var interfaces = typeof(GrainKeys).Assembly.GetTypes().Where(type => type.IsInterface && type.IsAssignableTo(typeof(IAddressable))).ToArray();
        var classes = typeof(BatteryState).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(Grain))).ToArray();
        Assert.Equal(7, interfaces.Length);
        Assert.Equal(6, classes.Length);
        Assert.Empty(Twice(interfaces.Select(type => Identity(type, typeof(Orleans.Runtime.GrainInterfaceTypeAttribute)))));
        Assert.Empty(Twice(classes.Select(type => Identity(type, typeof(GrainTypeAttribute)))));
        foreach (var type in interfaces)
        {
            Assert.NotNull(WireTypes.AliasOf(type));
            Assert.All(type.GetMethods(), method => Assert.NotNull(method.GetCustomAttribute<AliasAttribute>()));
            Assert.Empty(Twice(type.GetMethods().Select(method => method.GetCustomAttribute<AliasAttribute>()!.Alias)));
        }
    }

    /// <summary>The list is append only: a number that has been used is never given to anything else.</summary>
    /// <remarks>With BESS_UPDATE_EXPECTATIONS=1 the list beside this file is written anew.</remarks>
    [Fact]
    public void Members_All_AreThoseOfTheList()
    {
        var file = ListFile();
        var text = Listing();
        if (Environment.GetEnvironmentVariable("BESS_UPDATE_EXPECTATIONS") == "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.Equal(File.ReadAllText(file), text);
    }

    private static string Listing()
    {
        var text = new StringBuilder();
        foreach (var type in WireTypes.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"{WireTypes.AliasOf(type)}\n");
            foreach (var (id, property) in WireTypes.MembersOf(type))
            {
                text.Append(CultureInfo.InvariantCulture, $"  {id} {NameOf(property.PropertyType)}\n");
            }
        }

        return text.ToString();
    }

    private static string NameOf(Type type) =>
        type.IsArray ? $"{NameOf(type.GetElementType()!)}[]"
        : Nullable.GetUnderlyingType(type) is { } underlying ? $"{NameOf(underlying)}?"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{NameOf(type.GetGenericArguments()[0])}>"
        : WireTypes.AliasOf(type) ?? type.Name;

    private static string Identity(Type type, Type attribute)
    {
        var data = type.CustomAttributes.SingleOrDefault(known => known.AttributeType == attribute);
        Assert.True(data is not null, $"{type} has no {attribute.Name}");
        return (string)data.ConstructorArguments[0].Value!;
    }

    private static IEnumerable<T> Twice<T>(IEnumerable<T> items) => items.GroupBy(item => item).Where(same => same.Count() > 1).Select(same => same.Key);

    private static string ListFile()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Bess.Cluster.Tests.csproj")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("no Bess.Cluster.Tests.csproj above the tests"), "Wire", "wire.txt");
    }
}

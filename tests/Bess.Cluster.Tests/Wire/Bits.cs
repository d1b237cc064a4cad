using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Bess.Cluster.Tests.Wire;

/// <summary>Writes all that can be read of an object, numbers by their bits: two objects with the same text are the same bit for bit.</summary>
internal static class Bits
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case double number:
                text.Append(CultureInfo.InvariantCulture, $"{BitConverter.DoubleToInt64Bits(number):X16}");
                break;
            case string words:
                text.Append('"').Append(words).Append('"');
                break;
            case DateTimeOffset instant:
                text.Append(CultureInfo.InvariantCulture, $"{instant.Ticks}+{instant.Offset.Ticks}");
                break;
            case TimeSpan time:
                text.Append(time.Ticks);
                break;
            case IEnumerable list:
                text.Append('[');
                foreach (var item in list)
                {
                    Write(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case var plain when plain.GetType().IsPrimitive || plain.GetType().IsEnum:
                text.Append(CultureInfo.InvariantCulture, $"{plain}");
                break;
            default:
                WriteMembers(text, value);
                break;
        }
    }

    private static void WriteMembers(StringBuilder text, object value)
    {
        text.Append(value.GetType().Name).Append('{');
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike)
            {
                text.Append(property.Name).Append('=');
                Write(text, property.GetValue(value));
                text.Append(';');
            }
        }

        foreach (var field in value.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            Write(text, field.GetValue(value));
            text.Append(';');
        }

        text.Append('}');
    }
}

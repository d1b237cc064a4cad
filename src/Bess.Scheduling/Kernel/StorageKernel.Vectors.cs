using System.Runtime.Intrinsics;

namespace Bess.Scheduling.Kernel;

/// <content>Short vector operations.</content>
public sealed unsafe partial class StorageKernel
{
    private static double Dot(double* a, double* b, int length)
    {
        var sum = Vector512<double>.Zero;
        var i = 0;
        for (; i + 8 <= length; i += 8)
        {
            sum = Vector512.MultiplyAddEstimate(Vector512.Load(a + i), Vector512.Load(b + i), sum);
        }

        var total = Vector512.Sum(sum);
        for (; i < length; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }

    private static void AddScaled(double* target, double* source, double factor, int paddedLength)
    {
        var scale = Vector512.Create(factor);
        for (var i = 0; i < paddedLength; i += 8)
        {
            Vector512.MultiplyAddEstimate(scale, Vector512.Load(source + i), Vector512.Load(target + i)).Store(target + i);
        }
    }
}

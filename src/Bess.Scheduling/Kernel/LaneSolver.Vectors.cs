namespace Bess.Scheduling.Kernel;

/// <content>Short vector operations on padded vectors.</content>
internal sealed unsafe partial class LaneSolver<TLanes>
{
    private static double Dot(double* a, double* b, int paddedLength)
    {
        var sum = TLanes.Create(0);
        for (var i = 0; i < paddedLength; i += TLanes.Count)
        {
            sum = TLanes.MultiplyAdd(TLanes.Load(a + i), TLanes.Load(b + i), sum);
        }

        return sum.Sum();
    }

    private static void AddScaled(double* target, double* source, double factor, int paddedLength)
    {
        var scale = TLanes.Create(factor);
        for (var i = 0; i < paddedLength; i += TLanes.Count)
        {
            TLanes.MultiplyAdd(scale, TLanes.Load(source + i), TLanes.Load(target + i)).Store(target + i);
        }
    }

    /// <summary>result_j = Σ_i factor_i · matrix_i,j, four rows of the matrix at a time.</summary>
    private static void Combine(double* factor, double* matrix, int rows, int stride, double* result)
    {
        new Span<double>(result, stride).Clear();
        var i = 0;
        for (; i + 4 <= rows; i += 4, matrix += 4L * stride)
        {
            var (a0, a1) = (TLanes.Create(factor[i]), TLanes.Create(factor[i + 1]));
            var (a2, a3) = (TLanes.Create(factor[i + 2]), TLanes.Create(factor[i + 3]));
            for (var j = 0; j < stride; j += TLanes.Count)
            {
                var sum = TLanes.MultiplyAdd(a0, TLanes.Load(matrix + j), TLanes.Load(result + j));
                sum = TLanes.MultiplyAdd(a1, TLanes.Load(matrix + stride + j), sum);
                sum = TLanes.MultiplyAdd(a2, TLanes.Load(matrix + (2L * stride) + j), sum);
                TLanes.MultiplyAdd(a3, TLanes.Load(matrix + (3L * stride) + j), sum).Store(result + j);
            }
        }

        for (; i < rows; i++, matrix += stride)
        {
            AddScaled(result, matrix, factor[i], stride);
        }
    }

    /// <summary>result_i = Σ_j matrix_i,j · vector_j.</summary>
    private static void RowDots(double* matrix, double* vector, int rows, int stride, double* result)
    {
        for (var i = 0; i < rows; i++)
        {
            result[i] = Dot(matrix + ((long)i * stride), vector, stride);
        }
    }

    private static void Clear(double* target, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            target[i] = 0;
        }
    }
}

using System.Collections.Concurrent;
using Bess.Scheduling.Kernel;

namespace Bess.Grains.Batteries;

/// <summary>Kernels of this process: as many as ever work at once, lent to batteries for one call.</summary>
public sealed class KernelPool
{
    private readonly ConcurrentBag<StorageKernel> _kernels = [];

    /// <summary>Works with a kernel that nobody else has.</summary>
    /// <typeparam name="T">What comes out.</typeparam>
    /// <param name="work">The work.</param>
    /// <returns>Its result.</returns>
    public T Use<T>(Func<StorageKernel, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var kernel = _kernels.TryTake(out var kept) ? kept : new StorageKernel();
        try
        {
            return work(kernel);
        }
        finally
        {
            _kernels.Add(kernel);
        }
    }
}

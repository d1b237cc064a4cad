using System.Net;
using System.Net.Sockets;

namespace Bess.Cluster.Drills.Harness;

/// <summary>Ports of loopback that are free and stay so: below those that the system gives to outgoing connections, or a killed process would lose its own.</summary>
internal static class FreePorts
{
    private const int First = 20000;
    private const int Last = 32000;

    private static readonly Lock Gate = new();
    private static int _next = First + (Environment.ProcessId * 37 % (Last - First));

    public static int Next()
    {
        lock (Gate)
        {
            while (true)
            {
                _next = _next >= Last ? First : _next + 1;
                if (IsFree(_next))
                {
                    return _next;
                }
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

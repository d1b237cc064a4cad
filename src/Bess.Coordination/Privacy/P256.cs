using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Bess.Coordination.Privacy;

/// <summary>What keys of the curve P-256 look like (NIST SP 800-186, section 3.2.1.3; points as in SEC 1, section 2.3.3, not compressed).</summary>
internal static class P256
{
    /// <summary>0x04, x, y.</summary>
    public const int PublicKeyBytes = 65;

    public const int ScalarBytes = 32;

    private const byte Uncompressed = 4;

    private static readonly BigInteger Order = Hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    private static readonly BigInteger Prime = Hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    private static readonly BigInteger B = Hex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");

    /// <summary>Whether 32 big-endian bytes are a private key: from 1 to n − 1.</summary>
    public static bool IsScalar(ReadOnlySpan<byte> bytes)
    {
        var scalar = Number(bytes);
        return bytes.Length == ScalarBytes && scalar > 0 && scalar < Order;
    }

    /// <summary>Whether a public key is a point of the curve (SP 800-56A, section 5.6.2.3.4): the group has no smaller subgroup to guard against.</summary>
    public static bool IsOnCurve(ReadOnlySpan<byte> publicKey)
    {
        if (publicKey.Length != PublicKeyBytes || publicKey[0] != Uncompressed)
        {
            return false;
        }

        var x = Number(publicKey[1..33]);
        var y = Number(publicKey[33..]);
        return x < Prime && y < Prime && (y * y - (x * x * x - 3 * x + B)) % Prime == 0;
    }

    public static ECDiffieHellman FromScalar(byte[] scalar) =>
        ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });

    public static ECDiffieHellman FromPublicKey(ReadOnlySpan<byte> publicKey) =>
        ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = publicKey[1..33].ToArray(), Y = publicKey[33..].ToArray() },
        });

    public static byte[] PublicKeyOf(ECDiffieHellman key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return [Uncompressed, .. point.X!, .. point.Y!];
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static BigInteger Hex(string digits) =>
        BigInteger.Parse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}

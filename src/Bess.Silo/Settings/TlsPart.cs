using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bess.Silo.Settings;

/// <summary>Reads Bess:Cluster:Tls.</summary>
internal static class TlsPart
{
    private const string CertificateFile = "Cluster:Tls:CertificateFile";
    private const string KeyFile = "Cluster:Tls:KeyFile";
    private const string AuthorityFile = "Cluster:Tls:AuthorityFile";

    private static readonly IPNetwork[] PrivateNetworks =
        [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("fc00::/7")];

    public static TlsSettings? Read(SettingsReader reader, bool isInvited)
    {
        var (certificate, key, authority) = (reader.ExistingFile(CertificateFile), reader.ExistingFile(KeyFile), reader.ExistingFile(AuthorityFile));
        if (certificate is null && key is null && authority is null)
            return null;
        foreach (var (name, path) in new[] { (CertificateFile, certificate), (KeyFile, key), (AuthorityFile, authority) })
        {
            if (path is null && !(isInvited && name == AuthorityFile))
                reader.Refuse(name, "a PEM file, because other files for TLS are named");
        }

        var own = certificate is null || key is null || !File.Exists(certificate) || !File.Exists(key) ? null : Own(reader, certificate, key);
        var authorityPem = authority is null || !File.Exists(authority) ? null : Authority(reader, authority);
        return own is null ? null : new TlsSettings(own, authorityPem);
    }

    /// <summary>Whether traffic to an address stays on this machine or in a private network.</summary>
    public static bool IsNear(IPAddress address) => IPAddress.IsLoopback(address) || PrivateNetworks.Any(network => network.Contains(address));

    private static X509Certificate2? Own(SettingsReader reader, string certificate, string key)
    {
        try
        {
            // Some platforms take the key only from a key store.
            using var fromFiles = X509Certificate2.CreateFromPemFile(certificate, key);
            return X509CertificateLoader.LoadPkcs12(fromFiles.Export(X509ContentType.Pkcs12), password: null);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException or IOException)
        {
            reader.Refuse(CertificateFile, "a PEM certificate and the key that belongs to it", error.Message);
            return null;
        }
    }

    private static string? Authority(SettingsReader reader, string file)
    {
        var pem = File.ReadAllText(file);
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(pem);
            if (certificates.Count > 0)
                return pem;
            reader.Refuse(AuthorityFile, "PEM certificates", "none");
        }
        catch (CryptographicException error)
        {
            reader.Refuse(AuthorityFile, "PEM certificates", error.Message);
        }

        return null;
    }
}

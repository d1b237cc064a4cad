using System.Security.Cryptography.X509Certificates;
using Bess.Silo.Settings;
using Orleans.Connections.Security;

namespace Bess.Silo.Hosting;

/// <summary>TLS between silos, in both directions: each shows a certificate of the cluster's own authority, and accepts no other.</summary>
internal static class Security
{
    public static void Configure(ISiloBuilder silo, TlsSettings? settings)
    {
        if (settings is not { AuthorityPem: { } pem })
            return;
        var authority = new X509Certificate2Collection();
        authority.ImportFromPem(pem);
        silo.UseTls(options =>
        {
            options.LocalCertificate = settings.Certificate;
            options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
            options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;

            // Silos are known by who signed them, not by an address: that may change. Nothing that the machine trusts otherwise counts.
            options.RemoteCertificateValidation = (certificate, sent, _) => IsOurs(certificate, sent, authority);
        });
    }

    private static bool IsOurs(X509Certificate2 certificate, X509Chain? sent, X509Certificate2Collection authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        if (sent is not null)
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        return chain.Build(certificate);
    }
}

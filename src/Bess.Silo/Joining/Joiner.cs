using Bess.Coordination.Desk;
using Bess.Coordination.Remote;
using Bess.Domain;
using Bess.Domain.Portfolio;
using Bess.Silo.Settings;

namespace Bess.Silo.Joining;

/// <summary>The prosumer's side: asks for admission of each battery, all or none, and takes the invitation into the settings.</summary>
internal static class Joiner
{
    public static async Task<Validated<SiloSettings>> JoinAsync(SiloSettings settings, TextWriter output)
    {
        var prosumer = settings.Prosumer!;
        var admission = prosumer.Admission!;
        using var desk = new RemoteRoundDesk(new RemoteOptions { Server = admission.Coordinator, ApiKey = admission.Token });
        Admission? latest = null;
        var admitted = new List<FleetMember>();
        foreach (var member in prosumer.Fleet.Members)
        {
            var answer = await desk.AdmissionAsync(admission.PowerPlant, EntryOf(member));
            var read = answer.Bind(bytes => Invitation.Read(bytes, admission.Coordinator.ToString()));
            if (!read.TryGet(out latest))
                return Validated<SiloSettings>.FromFaults([.. read.Faults, .. await WithdrawAsync(desk, admission.PowerPlant, admitted)]);

            admitted.Add(member);
        }

        await output.WriteLineAsync($"Admitted to {admission.PowerPlant} as {latest!.Owner}: {string.Join(", ", admitted.Select(member => member.Battery.Id))}");
        var joined = Accept(settings, latest);
        return joined.IsValid ? joined : Validated<SiloSettings>.FromFaults([.. joined.Faults, .. await WithdrawAsync(desk, admission.PowerPlant, admitted)]);
    }

    /// <summary>All that the operator learns of a battery: name, group, connection power.</summary>
    private static RosterEntry EntryOf(FleetMember member) =>
        new(member.Battery.Id, member.Group, Math.Max(member.Battery.ChargeLimit.Mw, member.Battery.DischargeLimit.Mw));

    private static Validated<SiloSettings> Accept(SiloSettings settings, Admission admission)
    {
        var invitation = admission.Invitation;
        var tls = settings.Cluster.Tls;
        if (invitation.Authority is not null && tls is null)
        {
            return Refused("Bess:Cluster:Tls:CertificateFile", "a certificate that the operator's authority has issued, and its key (--certificate, --key)", "nothing");
        }

        if (invitation.Authority is null && tls is { AuthorityPem: null })
            return Refused("Bess:Cluster:Tls:AuthorityFile", "an operator whose silos use certificates, or no certificate", "one whose silos talk without");
        var cluster = settings.Cluster with
        {
            ClusterId = invitation.ClusterId,
            ServiceId = invitation.ServiceId,
            ConnectionString = invitation.ConnectionString,
            Tls = tls is null ? null : tls with { AuthorityPem = tls.AuthorityPem ?? invitation.Authority },
        };
        return Validated<SiloSettings>.FromValue(settings with { Cluster = cluster, Prosumer = settings.Prosumer! with { Owner = admission.Owner } });
    }

    private static async Task<IReadOnlyList<Fault>> WithdrawAsync(RemoteRoundDesk desk, string powerPlant, IReadOnlyList<FleetMember> admitted)
    {
        var faults = new List<Fault>();
        foreach (var member in admitted)
        {
            try
            {
                await desk.LeaveAsync(powerPlant, member.Battery.Id, "its owner could not join");
            }
            catch (BessDataException refused)
            {
                faults.AddRange(refused.Faults.Select(fault => fault.Below($"battery {member.Battery.Id}, to be withdrawn")));
            }
        }

        return faults;
    }

    private static Validated<SiloSettings> Refused(string key, string expected, string actual) =>
        Validated<SiloSettings>.FromFault(new Fault("settings", key, expected, actual));
}

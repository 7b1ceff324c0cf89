using Testbed.Core;
using Testbed.Modbus;
using Testbed.Scenarios;

namespace Testbed.Devices.Tests;

/// <summary>Whatever arrives, the controller answers, goes on and keeps within its memory.</summary>
public sealed class EngineeringFuzzTests
{
    private const int Rounds = 20_000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Category", "Slow")]
    public void Survives_Anything_And_Stays_Within_Its_Memory(bool armed)
    {
        var lab = new EngineeringLab(l => _ = armed
            ? l.Arm(EngineeringLab.Accounts, EngineeringLab.Sessions, new SignedProgramConfig { Id = "sig", On = "PLC", Signers = ["desk"] })
            : l.Disarm(EngineeringLab.Accounts, EngineeringLab.Sessions));
        var random = RandomStream.For(11, armed ? "armed" : "open");
        var clients = Enumerable.Range(0, 4).Select(i => lab.Lab.Modbus($"GUEST-{i}", "PLC")).ToArray();
        var statuses = new HashSet<int>();
        var sessions = new List<UInt128> { 0, 1 };
        long before = 0;
        for (var round = 0; round < Rounds; round++)
        {
            if (round == Rounds / 4)
            {
                before = Held(lab);
            }

            var pdu = Next(random, sessions);
            var answer = lab.Send(clients[random.Next(clients.Length)], pdu);
            Assert.NotNull(answer);
            Assert.True(answer is [0xE4, 1 or 3] || EngineeringResponse.TryParse((EngineeringSubfunction)pdu[1], answer) is not null, Convert.ToHexString(answer));
            statuses.Add(answer[0] == 0xE4 ? 256 + answer[1] : answer[2]);
            if (answer is [100, 2, 0, ..] && sessions.Count < 20)
            {
                sessions.Add(EngineeringResponse.TryParse(EngineeringSubfunction.LogOn, answer)!.Session);
            }
        }

        Assert.Superset(new HashSet<int> { 0, 6, 256 + 1, 256 + 3 }, statuses);
        Assert.InRange(Held(lab) - before, long.MinValue, 4_000_000);
        lab.Lab.Run(1);
        Assert.True(lab.Lab["PLC"].IsRunning);
        Assert.True(lab.Lab.Talk(lab.Tool("LAST").IdentifyAsync).IsDone);
    }

    // The lab itself keeps every ledger line; a twin hands them on.
    private static long Held(EngineeringLab lab)
    {
        lab.Lab.Recorder.Entries.Clear();
        lab.Lab.Recorder.Entries.TrimExcess();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static byte[] Next(RandomStream random, List<UInt128> sessions)
    {
        var session = sessions[random.Next(sessions.Count)];
        var subfunction = EngineeringSubfunctions.All[random.Next(EngineeringSubfunctions.All.Count)];
        var noise = new byte[random.Next(1, 225)];
        random.NextBytes(noise);
        string[] paths = ["Main.level", "Main.pump", "nobody", "x.y.z"];
        var path = paths[random.Next(paths.Length)];
        var pdu = subfunction switch
        {
            EngineeringSubfunction.LogOn => EngineeringRequests.LogOn(random.Next(2) == 0 ? "anna" : "bert", random.Next(2) == 0 ? Assets.Good : "guess"),
            EngineeringSubfunction.Start => EngineeringRequests.Start(session, random.Next(2) == 0),
            EngineeringSubfunction.UploadBlock or EngineeringSubfunction.ListVariables => EngineeringRequests.Numbered(subfunction, session, random.Next(4)),
            EngineeringSubfunction.DownloadBegin => EngineeringRequests.DownloadBegin(session, random.Next(2) == 0 ? random.Next(1, 400) : 1 << 20, new byte[32]),
            EngineeringSubfunction.DownloadBlock => EngineeringRequests.DownloadBlock(session, random.Next(3), random.Next(2) == 0 ? noise : new byte[224]),
            EngineeringSubfunction.ReadVariable or EngineeringSubfunction.Unforce => EngineeringRequests.Path(subfunction, session, path),
            EngineeringSubfunction.WriteVariable or EngineeringSubfunction.Force => EngineeringRequests.Assign(subfunction, session, path, "1"),
            _ => EngineeringRequests.Plain(subfunction, session),
        };
        switch (random.Next(8))
        {
            case 0:
                pdu[random.Next(1, pdu.Length)] = (byte)random.Next(256);
                return pdu;
            case 1:
                return pdu[..random.Next(2, pdu.Length + 1)];
            case 2:
                return [100, (byte)random.Next(60), .. noise];
            default:
                return pdu;
        }
    }
}

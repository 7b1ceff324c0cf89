#pragma warning disable
using Testbed.Core; using Testbed.Scenarios; using Testbed.Attacks; using Testbed.Runtime;
namespace Testbed.Runtime.Tests;
public sealed class Smoke {
  [Fact] public void S() {
    var log = new System.Text.StringBuilder();
    try {
    foreach (var name in new[]{"station-lab","station-lab-hardened"}) {
    var r = ScenarioLoader.Load("/work/main/scenarios/"+name);
    foreach (var d in r.Diagnostics) log.AppendLine(d.ToString());
    using var bp = new TwinBlueprint(r.Scenario!, 1);
    using var sys = new TrialActorSystem();
    var runner = new TrialRunner(bp, new TwinOptions{KeepText=true});
    using var host = new TrialHost(sys);
    Twin twin=null; for (int i=0;i<3;i++){
    var t = runner.Run(new TrialSpec{Id="nc",Kind=TrialKind.NegativeControl,Twin=TwinKind.Armed,Subject="nc",Watch=TimeSpan.FromHours(4)}, host, tw => twin=tw);
log.AppendLine($"{string.Join(",",twin.Failures)} running {string.Join(",", twin.Devices.Values.Select(d=>d.Id+" "+d.IsRunning))}");
    log.AppendLine($"{name} {t.Result.Outcome} {t.Result.Reason} start {t.StartMilliseconds:F1} wall {t.WallMilliseconds:F0} pdus {t.Result.Pdus} hash {t.Result.EvidenceHash[..12]} {t.Result.Impact}");
    if (i==2) log.AppendLine(t.Evidence.Length>20000? t.Evidence[..20000]:t.Evidence);
    }
    }
    } catch (Exception e) { log.AppendLine(e.ToString()); }
    File.WriteAllText("/tmp/smoke/out.txt", log.ToString());
  }
}

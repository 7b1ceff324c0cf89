using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting.Tests.Exports;

/// <summary>The sample as the exports see it, and a hostile form of it.</summary>
internal static class ExportSample
{
    /// <summary>Ids of the sample in the form in which a scenario's file names them: Z-DRS on line 3, RTU-2 on line 6.</summary>
    public const string Yaml = "id: station-lab\nzones:\n  - id: Z-DRS\n    title: District\nassets:\n  - { id: RTU-2, zone: Z-DRS }\n";

    /// <summary>What nothing may pass through as more than text: markup, a link, a mention, a formula, a control character, half a surrogate pair.</summary>
    public const string Hostile = "=1+1|<img src=x onerror=a()> [x](http://evil.example) @team #12 `a` **b** {0}\r\n- \"c\", \u0001\ud800 www.evil.example";

    public static ExportSubject Subject(AssessmentInput? input = null, Baseline? before = null, string path = "scenarios/station lab/scenario.yaml")
    {
        var of = input ?? Sample.Input();
        return new(Sample.Assess(of), of, before, ScenarioLines.Of(path, Yaml));
    }

    /// <summary>The sample with the hostile text wherever a scenario or a trial has words of its own.</summary>
    public static AssessmentInput HostileInput()
    {
        var input = Sample.Input(Hostile, b =>
        {
            for (var i = 0; i < b.Trials.Count; i++)
            {
                b.Trials[i] = b.Trials[i] with { Reason = Hostile, Subject = b.Trials[i].Subject + Hostile };
            }

            b.Expectations.Add(new(Hostile, FoundationalRequirement.Uc, SecurityLevel.Of(2)));
        });
        return input with { Scenario = Hostile };
    }
}

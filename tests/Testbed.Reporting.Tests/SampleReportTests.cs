namespace Testbed.Reporting.Tests;

/// <summary>Writes the sample where a person can look at it, when TESTBED_SAMPLE_REPORT names a folder.</summary>
public sealed class SampleReportTests
{
    [SkippableFact]
    public void Writes_The_Sample_For_A_Reader()
    {
        var folder = Environment.GetEnvironmentVariable("TESTBED_SAMPLE_REPORT");
        Skip.If(string.IsNullOrEmpty(folder));
        var input = Sample.Input();
        ReportWriter.Write(folder!, Sample.Assess(input), input, Sample.Figures);
    }
}

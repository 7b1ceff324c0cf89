using Testbed.Assessment;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>What an export is made of.</summary>
/// <param name="Result">The assessment.</param>
/// <param name="Input">What it rests on.</param>
/// <param name="Before">The baseline it is compared with, or null.</param>
/// <param name="Lines">Where the scenario's file says what.</param>
public sealed record ExportSubject(AssessmentResult Result, AssessmentInput Input, Baseline? Before, ScenarioLines Lines);

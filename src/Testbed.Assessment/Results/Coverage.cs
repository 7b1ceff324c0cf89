namespace Testbed.Assessment;

/// <summary>How many catalogue rows of one FR in one place rest on what. The six counts add up to the rows of the FR.</summary>
/// <param name="MetTested">Met by test (with or without a declared remainder).</param>
/// <param name="Failed">Failed by test.</param>
/// <param name="Declared">Met by declaration.</param>
/// <param name="Compensated">Compensated.</param>
/// <param name="Open">Not assessed.</param>
/// <param name="NotApplicable">Not applicable.</param>
public sealed record Coverage(int MetTested, int Failed, int Declared, int Compensated, int Open, int NotApplicable)
{
    /// <summary>Rows a test decided, either way.</summary>
    public int Tested => MetTested + Failed;

    /// <summary>Rows that apply.</summary>
    public int Applicable => MetTested + Failed + Declared + Compensated + Open;

    /// <summary>Nothing counted.</summary>
    public static Coverage None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Counts verdicts.</summary>
    public static Coverage Of(IEnumerable<RequirementVerdict> rows)
    {
        var counts = new int[6];
        foreach (var row in rows)
        {
            counts[(int)row.Verdict]++;
        }

        return new(
            counts[(int)Verdict.MetTested], counts[(int)Verdict.Failed], counts[(int)Verdict.MetDeclared], counts[(int)Verdict.Compensated],
            counts[(int)Verdict.NotAssessed], counts[(int)Verdict.NotApplicable]);
    }

    /// <summary>The sum of two counts.</summary>
    public Coverage Plus(Coverage other) => new(
        MetTested + other.MetTested, Failed + other.Failed, Declared + other.Declared, Compensated + other.Compensated, Open + other.Open,
        NotApplicable + other.NotApplicable);
}

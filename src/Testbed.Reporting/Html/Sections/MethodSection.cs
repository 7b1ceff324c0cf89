using System.Xml.Linq;

namespace Testbed.Reporting;

/// <summary>The measurement rule in the product's own words.</summary>
internal static class MethodSection
{
    private static readonly (string Head, string Text)[] Rules =
    [
        ("Levels.", """
            Level n stands for a zone or conduit and a foundational requirement when every row of the catalogue that asks for n or less is met
            by test, met by declaration, compensated, or not applicable for a reason the model does not contradict. One row that failed or was not
            assessed caps it and is named as limiting. A failed row at SL 1 gives 0. Not assessed is printed as -, below 0, also where no row applies.
            FR 6 and FR 7 end at 3, since no row of theirs starts at SL 4. A zone restricts data flow no better than each of its conduits. A claim
            above the SL-C of its products is flagged unless an accepted declaration names controls, themselves tested, that carry the difference.
            """),
        ("Probes.", """
            Only probes and model checks give "met by test" or "failed". A probe counts as met when its attack succeeds with all controls disarmed,
            is resisted with all armed, and is resisted again when only the controls that claim this requirement are armed, with one of them seen to
            act in the ledger. Stopped only by others: masked, not exercised. An attack that succeeds with all controls armed fails the row.
            """),
        ("Cells.", """
            The unit is requirement x asset x interface x account. A row is met when all its cells are. A row that a test reaches only in part also
            needs its document. A row that could be tested but is only declared stays an open item.
            """),
        ("As built against as declared.", """
            The scenario holds both, and model checks compare them. What the model does not contain is not assessed. Detection scope, essential
            functions and trust are fixed before the run.
            """),
        ("Replay.", """
            Plays and campaigns of four nested threat profiles only lower: a success of profile n caps what is withstood at n - 1 on the path it
            took, and no claim stands above the highest level at which a play was withstood. Having resisted proves nothing by itself. A breach and the
            harm it does are reported apart; mechanical protection limits harm and meets no requirement.
            """),
        ("Honesty of the run.", """
            A run without attack must show no impact and no alarm. Void and crashed trials never count as resisted. Links between attack techniques
            and requirements suggest plays, never verdicts.
            """),
        ("Side by side.", """
            SL-T, SL-C, SL-A tested only, SL-A with declarations, SL withstood; the claim is the lower of the last two, with its coverage. Where no
            play ran, nothing is lowered, and the report says so. There is no single figure for the plant.
            """),
        ("Prediction.", """
            The result is a prediction about the plant, as modelled, on its date, by its issuer. It predicts SL-A; replay can only lower it. "No
            known gap" means just that: none was found among the rows assessed, of which the coverage says how many were only declared.
            """),
    ];

    public static XElement Render() => Tag.Section(
        "method", "Method",
        Tag.P("""
            IEC 62443-3-3 defines capability levels and gives no formula for achieved levels. This is the rule used here; it is the project's own.
            The catalogue has 37, 60, 90 and 100 rows up to SL 1, 2, 3 and 4; SR 3.4 starts at SL 2 since corrigendum 1 of 2014. Levels are per zone
            and conduit, never per device.
            """),
        Tag.El("ol", Rules.Select(r => Tag.El("li", Tag.El("strong", r.Head), " ", r.Text))));
}

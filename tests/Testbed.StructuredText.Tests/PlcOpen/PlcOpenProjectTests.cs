using CsCheck;
using Testbed.Core;

namespace Testbed.StructuredText.Tests;

public sealed class PlcOpenProjectTests : ParserTestBase
{
    private const string Project = """
        <?xml version="1.0" encoding="utf-8"?>
        <project xmlns="http://www.plcopen.org/xml/tc6_0201" xmlns:xhtml="http://www.w3.org/1999/xhtml">
          <fileHeader companyName="" productName="" productVersion="1" creationDateTime="2024-01-01T00:00:00"/>
          <contentHeader name="x"><coordinateInfo/></contentHeader>
          <types>
            <dataTypes>
              <dataType name="Colour"><baseType><enum><values><value name="Red"/><value name="Green" value="5"/></values></enum></baseType><initialValue><simpleValue value="Green"/></initialValue></dataType>
              <dataType name="Level"><baseType><subrangeSigned><range lower="0" upper="100"/><baseType><INT/></baseType></subrangeSigned></baseType></dataType>
              <dataType name="Row"><baseType><array><dimension lower="0" upper="3"/><dimension lower="1" upper="2"/><baseType><derived name="Point"/></baseType></array></baseType></dataType>
              <dataType name="Point"><baseType><struct>
                <variable name="x"><type><REAL/></type><initialValue><simpleValue value="1.5"/></initialValue></variable>
                <variable name="name"><type><string length="20"/></type><initialValue><simpleValue value="it's"/></initialValue></variable>
              </struct></baseType></dataType>
              <dataType name="Alias"><baseType><derived name="Row"/></baseType></dataType>
            </dataTypes>
            <pous>
              <pou name="Twice" pouType="function">
                <interface><returnType><REAL/></returnType><inputVars><variable name="a"><type><REAL/></type></variable></inputVars></interface>
                <body><ST><xhtml:p><![CDATA[Twice := a * 2.0;]]></xhtml:p></ST></body>
              </pou>
              <pou name="Block" pouType="functionBlock">
                <interface>
                  <inputVars><variable name="up"><type><BOOL/></type></variable></inputVars>
                  <outputVars retain="true"><variable name="n"><type><UINT/></type></variable></outputVars>
                  <inOutVars><variable name="io"><type><LREAL/></type></variable></inOutVars>
                  <tempVars><variable name="i"><type><INT/></type></variable></tempVars>
                  <externalVars constant="true"><variable name="g"><type><INT/></type></variable></externalVars>
                  <localVars constant="true"><variable name="k"><type><INT/></type><initialValue><simpleValue value="3"/></initialValue></variable></localVars>
                  <localVars nonretain="true">
                    <variable name="out" address="%QX1.0"><type><BOOL/></type><documentation><xhtml:p>what it does</xhtml:p></documentation></variable>
                    <variable name="r"><type><array><dimension lower="1" upper="4"/><baseType><INT/></baseType></array></type>
                      <initialValue><arrayValue><value><simpleValue value="1"/></value><value repetitionValue="3"><simpleValue value="0"/></value></arrayValue></initialValue></variable>
                    <variable name="p"><type><derived name="Point"/></type>
                      <initialValue><structValue><value member="x"><simpleValue value="2.0"/></value></structValue></initialValue></variable>
                  </localVars>
                </interface>
                <body><ST><xhtml xmlns="http://www.w3.org/1999/xhtml">
        IF up AND n &lt; 3 THEN
          n := n + 1;
        END_IF;
                </xhtml></ST></body>
              </pou>
              <pou name="Main" pouType="program"><interface><localVars><variable name="b"><type><derived name="Block"/></type></variable></localVars></interface>
                <body><ST><xhtml:p>b(up := TRUE);</xhtml:p></ST></body></pou>
              <pou name="Ladder" pouType="program"><interface/><body><LD><leftPowerRail localId="1"/></LD></body></pou>
            </pous>
          </types>
          <instances><configurations>
            <configuration name="config">
              <resource name="my resource">
                <task name="fast" priority="1" interval="T#20ms"><pouInstance name="m" typeName="Main"/><pouInstance name="l" typeName="Ladder"/></task>
                <task name="old" priority="2" interval="00:00:00.020000"/>
                <task name="schema" priority="3" interval="PT0.5S"/>
                <task name="event" priority="4" single="g"/>
                <globalVars><variable name="h"><type><INT/></type></variable></globalVars>
                <pouInstance name="free" typeName="Main"/>
              </resource>
              <globalVars constant="true"><variable name="g"><type><INT/></type><initialValue><simpleValue value="7"/></initialValue></variable></globalVars>
              <configVars><configVariable instancePathAndName="my_resource.m.b.out" address="%QX1.1"><type><BOOL/></type></configVariable></configVars>
            </configuration>
          </configurations></instances>
        </project>
        """;

    [Fact]
    public void Reads_Types_Units_And_Configurations()
    {
        var import = PlcOpenProject.Read("p.xml", Project);
        Assert.Equal(["p.xml (types)", "p.xml (POU Twice)", "p.xml (POU Block)", "p.xml (POU Main)", "p.xml (configuration config)"], import.Sources.Select(s => s.Name));
        Assert.Equal(
            Compact("""
                TYPE Colour : (Red, Green := 5) := Green; END_TYPE
                TYPE Level : INT (0..100); END_TYPE
                TYPE Row : ARRAY [0..3, 1..2] OF Point; END_TYPE
                TYPE Point : STRUCT x : REAL := 1.5; name : STRING[20] := 'it$'s'; END_STRUCT; END_TYPE
                TYPE Alias : Row; END_TYPE
                """),
            Compact(import.Sources[0].Text));
        Assert.Equal(Compact("FUNCTION Twice : REAL VAR_INPUT a : REAL; END_VAR Twice := a * 2.0; END_FUNCTION"), Compact(import.Sources[1].Text));
        Assert.Equal(
            Compact("""
                FUNCTION_BLOCK Block
                VAR_INPUT up : BOOL; END_VAR
                VAR_OUTPUT RETAIN n : UINT; END_VAR
                VAR_IN_OUT io : LREAL; END_VAR
                VAR_TEMP i : INT; END_VAR
                VAR_EXTERNAL CONSTANT g : INT; END_VAR
                VAR CONSTANT k : INT := 3; END_VAR
                VAR NON_RETAIN out AT %QX1.0 : BOOL; r : ARRAY [1..4] OF INT := [1, 3(0)]; p : Point := (x := 2.0); END_VAR
                IF up AND n < 3 THEN n := n + 1; END_IF;
                END_FUNCTION_BLOCK
                """),
            Compact(import.Sources[2].Text));
        Assert.Equal(
            Compact("""
                CONFIGURATION config
                VAR_GLOBAL CONSTANT g : INT := 7; END_VAR
                RESOURCE my_resource ON PLC
                VAR_GLOBAL h : INT; END_VAR
                TASK fast (INTERVAL := T#20ms, PRIORITY := 1);
                TASK old (INTERVAL := T#20000us, PRIORITY := 2);
                TASK schema (INTERVAL := T#500000us, PRIORITY := 3);
                TASK event (SINGLE := g, PRIORITY := 4);
                PROGRAM m WITH fast : Main;
                PROGRAM free : Main;
                END_RESOURCE
                VAR_CONFIG my_resource.m.b.out AT %QX1.1 : BOOL; END_VAR
                END_CONFIGURATION
                """),
            Compact(import.Sources[4].Text));
        var sink = new DiagnosticSink(import.Sources);
        var declared = import.Sources.Select((_, i) => StParser.Parse(import.Sources, i, sink).Declarations.Count).ToList();
        Assert.Empty(sink.All);
        Assert.Equal([5, 1, 1, 1, 1], declared);
    }

    [Fact]
    public void Names_Units_In_Other_Languages_And_Leaves_Them_Out()
    {
        var only = Assert.Single(PlcOpenProject.Read("p.xml", Project).Diagnostics);
        Assert.Equal((StCodes.PlcOpenOtherLanguage, DiagnosticSeverity.Warning), (only.Code, only.Severity));
        Assert.StartsWith("POU Ladder is left out: its body is LD", only.Message, StringComparison.Ordinal);
        Assert.Contains("<LD>", LineOf(Project, only.Line), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("n := n + 1;", "n := n + ;", "n := n + ;")]
    [InlineData("<REAL/></type><initialValue>", "<IF/></type><initialValue>", "name=\"x\"")]
    [InlineData("Twice := a * 2.0;", "Twice = a * 2.0;", "Twice = a")]
    [InlineData("T#20ms", "T#20x", "T#20x")]
    [InlineData("b(up := TRUE);", "\n\nb(up := TRUE;", "b(up := TRUE;")]
    public void Locates_Mistakes_At_The_Lines_Of_The_File(string right, string wrong, string line)
    {
        var xml = Project.Replace(right, wrong, StringComparison.Ordinal);
        var import = PlcOpenProject.Read("p.xml", xml);
        var sink = new DiagnosticSink(import.Sources);
        for (var i = 0; i < import.Sources.Count; i++)
        {
            StParser.Parse(import.Sources, i, sink);
        }

        Assert.Contains(line, LineOf(xml, Assert.Single(sink.All).Line), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://www.plcopen.org/xml/tc6_0201")]
    [InlineData("http://www.plcopen.org/xml/tc6_0200")]
    [InlineData("http://www.plcopen.org/xml/tc6.xsd")]
    public void Reads_All_Versions_Of_The_Format(string space)
    {
        var xml = $"""
            <project xmlns="{space}"><types><pous><pou name="P" pouType="program"><interface/><body><ST><p xmlns="http://www.w3.org/1999/xhtml">a := 1;<br/>b := 2;</p></ST></body></pou></pous></types>
            <instances><configurations><configuration name="c"><resource name="r"><task name="t" interval="T#1s"><pouInstance name="i" type="P"/></task></resource></configuration></configurations></instances></project>
            """;
        var import = PlcOpenProject.Read("p.xml", xml);
        Assert.Empty(import.Diagnostics);
        Assert.Equal(2, ((PouDeclaration)Assert.Single(Parse(import.Sources[0].Text).Declarations)).Body.Count);
        Assert.Contains("PROGRAM i WITH t : P;", import.Sources[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_Units_And_Globals_In_The_Additions_Of_Tools()
    {
        var import = PlcOpenProject.Read("p.xml", """
            <project xmlns="http://www.plcopen.org/xml/tc6_0200"><instances><configurations/></instances><addData><data name="x" handleUnknown="implementation">
            <globalVars name="GVL"><variable name="a"><type><INT/></type></variable></globalVars>
            <pou name="P" pouType="program"><interface/><body><ST><xhtml xmlns="http://www.w3.org/1999/xhtml">a := 1;</xhtml></ST></body></pou>
            </data></addData></project>
            """);
        Assert.Empty(import.Diagnostics);
        Assert.Equal(["p.xml (globals GVL)", "p.xml (POU P)"], import.Sources.Select(s => s.Name));
    }

    [Theory]
    [InlineData("<project><types>", "TB1030")]
    [InlineData("no XML at all", "TB1030")]
    [InlineData("", "TB1030")]
    [InlineData("<!DOCTYPE p [<!ENTITY a \"b\">]><project><types/></project>", "TB1030")]
    [InlineData("<!DOCTYPE p SYSTEM \"file:///etc/hostname\"><project><types/></project>", "TB1030")]
    [InlineData("<svg><types/></svg>", "TB1031")]
    [InlineData("<project><target/></project>", "TB1031")]
    [InlineData("<project><types><pous/></types></project>", "TB1033")]
    [InlineData("<project><types><pous><pou pouType=\"program\"/></pous></types></project>", "TB1033 TB1033")]
    [InlineData("<project><types><pous><pou name=\"P\" pouType=\"program\"/></pous></types></project>", "TB1033")]
    [InlineData("<project><types><pous><pou name=\"P\" pouType=\"class\"><body><ST/></body></pou></pous></types></project>", "TB1033")]
    [InlineData("<project><types><pous><pou name=\"P\" pouType=\"program\"><interface><localVars><variable name=\"a\"/></localVars></interface><body><ST/></body></pou></pous></types></project>", "TB1033")]
    [InlineData("<project><types><pous><pou name=\"P\" pouType=\"program\"><body><FBD/></body></pou></pous></types></project>", "TB1032")]
    [InlineData("<project><types><pous><pou name=\"P\" pouType=\"program\"><transitions><transition name=\"a\"/></transitions><body><ST/></body></pou></pous></types></project>", "TB1035")]
    [InlineData("<project><types><pous><pou name=\"P\" pouType=\"program\"><actions><action name=\"a\"/></actions><body><ST/></body></pou></pous></types></project>", "TB1033")]
    public void Reports_What_Is_Wrong_With_A_Project(string xml, string codes) => Assert.Equal(codes, string.Join(' ', PlcOpenProject.Read("p.xml", xml).Diagnostics.Select(d => d.Code)));

    [Fact]
    public void Refuses_What_Is_Too_Large_Or_Too_Deep()
    {
        Assert.Equal("TB1034", Assert.Single(PlcOpenProject.Read("p.xml", new string(' ', PlcOpenProject.LargestFile + 1)).Diagnostics).Code);
        Assert.Equal("TB1034", Assert.Single(PlcOpenProject.Read("p.xml", string.Concat(Enumerable.Repeat("<a>", 100_000))).Diagnostics).Code);
        var arrays = string.Concat(Enumerable.Repeat("<array><baseType>", 60)) + "<INT/>" + string.Concat(Enumerable.Repeat("</baseType></array>", 60));
        var deep = $"<project><types><dataTypes><dataType name=\"D\"><baseType>{arrays}</baseType></dataType></dataTypes></types></project>";
        Assert.Contains("TB1034", PlcOpenProject.Read("p.xml", deep).Diagnostics.Select(d => d.Code));
    }

    [Theory]
    [InlineData("\uFEFF <?xml version=\"1.0\"?><project/>", true)]
    [InlineData("PROGRAM p", false)]
    public void Tells_Xml_From_Structured_Text(string text, bool isXml) => Assert.Equal(isXml, PlcOpenProject.IsXml(text));

    /// <summary>Whatever is cut or put into a project, reading it and parsing what it gives throws nothing, and lines are lines of the file.</summary>
    [Fact]
    public void Survives_A_Project_With_Anything_Changed()
    {
        string[] parts = ["<", ">", "/>", "<ST>", "</ST>", "name=\"\"", "<array>", "<baseType/>", "<value/>", "&lt;", "&#10;", "\"", "<![CDATA[", "]]>", "END_VAR", "x", "\n"];
        Gen.Select(Gen.Int[0, Project.Length - 1], Gen.Int[0, 60], Gen.Int[0, parts.Length - 1].Select(i => parts[i]).Array[0, 2]).Array[1, 3].Sample(
            changes =>
            {
                var xml = Project;
                foreach (var (at, removed, added) in changes)
                {
                    var start = Math.Min(at, xml.Length);
                    xml = xml.Remove(start, Math.Min(removed, xml.Length - start)).Insert(start, string.Concat(added));
                }

                var lines = xml.Count(c => c == '\n') + 1;
                var import = PlcOpenProject.Read("p.xml", xml);
                var sink = new DiagnosticSink(import.Sources);
                for (var i = 0; i < import.Sources.Count; i++)
                {
                    StParser.Parse(import.Sources, i, sink);
                }

                Assert.All(import.Diagnostics.Concat(sink.All), d => Assert.InRange(d.Line, 1, lines));
            },
            iter: 1500);
    }

    private static string LineOf(string text, int line) => text.Split('\n')[line - 1];

    private static string Compact(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

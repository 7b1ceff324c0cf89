namespace Testbed.Scenarios.Tests;

/// <summary>Every mistake of a map has its code and its place. § marks the place in the changed text.</summary>
public sealed class MapMistakeTests
{
    private const string Map = """
        # a station
        name,address,table,type,word order,scale,offset,unit,access,tag,initial,min,max,description
        inlet-pressure,0,input-register,uint16,,100,,bar,R,DRS.PT-1,,,,
        outlet-pressure,1,input-register,float32,CDAB,,,mbar,R,DRS.PT-2,,,,"fast, filtered"
        set-point,100,holding-register,uint16,,10,,mbar,RW,DRS.PILOT.SP,20,16,24,
        device-name,200,holding-register,string[8],,,,,RW,,RTU,,,
        door,300.3,hr,bool,,,,,R,,,,,

        """;

    /// <summary>Code, passage of the map, passage with the mistake.</summary>
    public static TheoryData<string, string, string> Mistakes { get; } = new()
    {
        { DiagnosticCodes.MapNotCsv, "\"fast, filtered\"", "§\"fast, filtered" },
        { DiagnosticCodes.MapNotCsv, "\"fast, filtered\"", "\"fast\" §filtered" },
        { DiagnosticCodes.MapNotCsv, "\"fast, filtered\"", "fast, §filtered" },
        { DiagnosticCodes.MapColumnUnknown, "unit,access", "unit,§acess" },
        { DiagnosticCodes.MapColumnUnknown, "order,scale,", "order,§scale factor," },
        { DiagnosticCodes.MapColumnMissing, "name,address,table,", "§name,tag,table," },
        { DiagnosticCodes.MapColumnMissing, "name,address,table,", "§name,address,," },
        { DiagnosticCodes.MapColumnDuplicate, "unit,access", "unit,§Units" },
        { DiagnosticCodes.MapColumnDuplicate, "scale,offset", "scale,§multiplier" },
        { DiagnosticCodes.MapAddress, "inlet-pressure,0,", "inlet-pressure,§-1," },
        { DiagnosticCodes.MapAddress, "inlet-pressure,0,", "inlet-pressure,§65536," },
        { DiagnosticCodes.MapAddress, "inlet-pressure,0,", "inlet-pressure,§0xFFFFF," },
        { DiagnosticCodes.MapAddress, "inlet-pressure,0,", "§inlet-pressure,," },
        { DiagnosticCodes.MapAddress, "door,300.3,", "door,§300.16," },
        { DiagnosticCodes.MapTable, "0,input-register,uint16", "0,§imput-register,uint16" },
        { DiagnosticCodes.MapTable, "0,input-register,uint16", "0,§3,uint16" },
        { DiagnosticCodes.MapTable, "inlet-pressure,0,input-register,uint16", "§inlet-pressure,0,,uint16" },
        { DiagnosticCodes.MapType, "input-register,float32", "input-register,§float23" },
        { DiagnosticCodes.MapType, "string[8]", "§string" },
        { DiagnosticCodes.MapTypeDoesNotFit, "1,input-register,float32", "1,discrete-input,§float32" },
        { DiagnosticCodes.MapTypeDoesNotFit, "outlet-pressure,1,", "outlet-pressure,§65535," },
        { DiagnosticCodes.MapTypeDoesNotFit, "string[8]", "§string[247]" },
        { DiagnosticCodes.MapTypeDoesNotFit, "string[8]", "§string[0]" },
        { DiagnosticCodes.MapTypeDoesNotFit, "300.3,hr,bool", "300.3,hr,§int16" },
        { DiagnosticCodes.MapTypeDoesNotFit, "door,300.3,hr", "door,§300.3,coil" },
        { DiagnosticCodes.MapTypeDoesNotFit, "string[8],,,,,RW,,RTU", "string[8],,,,,RW,§DRS.PT-1,RTU" },
        { DiagnosticCodes.MapWordOrder, "float32,CDAB", "float32,§CABD" },
        { DiagnosticCodes.MapWordOrder, "string[8],,", "string[8],§CDAB," },
        { DiagnosticCodes.MapAccess, "bar,R,", "bar,§X," },
        { DiagnosticCodes.MapAccess, "bar,R,", "bar,§RW," },
        { DiagnosticCodes.MapNumber, "20,16,24", "20,§16 mbar,24" },
        { DiagnosticCodes.MapNumber, "20,16,24", "20,16,§NaN" },
        { DiagnosticCodes.MapValueDoesNotFit, "20,16,24", "§7000,16,24" },
        { DiagnosticCodes.MapValueDoesNotFit, ",RTU,", ",§RTU of station 3," },
        { DiagnosticCodes.PointsOverlap, "door,300.3,hr,bool", "door,§2,input-register,uint16" },
        { DiagnosticCodes.PointsOverlap, "door,300.3,", "door,§201.3," },
        { DiagnosticCodes.DuplicateId, "door,", "§set-point," },
        { DiagnosticCodes.InvalidId, "door,", "§3rd-door," },
        { DiagnosticCodes.NotPositive, "uint16,,100,", "uint16,,§0," },
        { DiagnosticCodes.BadRange, "20,16,24", "20,16,§4" },
        { DiagnosticCodes.DanglingReference, "DRS.PT-1", "§DRS.PT-9" },
        { DiagnosticCodes.TagDirection, "DRS.PILOT.SP", "§DRS.PT-1" },
        { DiagnosticCodes.MapAddressing, "# a station", "§# addressing: octal" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    [Covers(DiagnosticCodes.MapNotCsv)]
    [Covers(DiagnosticCodes.MapColumnUnknown)]
    [Covers(DiagnosticCodes.MapColumnMissing)]
    [Covers(DiagnosticCodes.MapColumnDuplicate)]
    [Covers(DiagnosticCodes.MapAddress)]
    [Covers(DiagnosticCodes.MapTable)]
    [Covers(DiagnosticCodes.MapType)]
    [Covers(DiagnosticCodes.MapTypeDoesNotFit)]
    [Covers(DiagnosticCodes.MapWordOrder)]
    [Covers(DiagnosticCodes.MapAccess)]
    [Covers(DiagnosticCodes.MapNumber)]
    [Covers(DiagnosticCodes.MapValueDoesNotFit)]
    [Covers(DiagnosticCodes.MapAddressing)]
    public void Reports_Code_And_Place(string code, string find, string replace)
    {
        Assert.Contains(find, Map, StringComparison.Ordinal);
        var (map, line, column) = ScenarioText.Locate(Map.Replace(find, replace, StringComparison.Ordinal));

        var result = MapScenario.Load(map);

        Assert.Null(result.Scenario);
        Assert.True(result.Diagnostics.Any(d => (d.Code, Path.GetFileName(d.File), d.Line, d.Column) == (code, "rtu.csv", line, column)),
            $"expected {code} at {line}:{column}, got:\n{string.Join('\n', result.Diagnostics)}");
        Assert.All(result.Diagnostics.Where(d => d.Code == code), d => Assert.Equal(map.Split('\n')[d.Line - 1], d.SourceLine));
    }

    [Fact]
    public void Reports_All_Mistakes_At_Once()
    {
        var map = Map.Replace("uint16,,100", "uint61,,hundred", StringComparison.Ordinal).Replace("CDAB", "XYZ", StringComparison.Ordinal)
            .Replace("string[8]", "string[800]", StringComparison.Ordinal).Replace("300.3", "300.33", StringComparison.Ordinal);

        var codes = MapScenario.Load(map).Diagnostics.Where(d => d.File.EndsWith(".csv", StringComparison.Ordinal)).Select(d => d.Code);

        Assert.Equal(
            [DiagnosticCodes.MapType, DiagnosticCodes.MapWordOrder, DiagnosticCodes.MapTypeDoesNotFit, DiagnosticCodes.MapAddress], codes.Distinct());
    }

    [Theory]
    [InlineData(DiagnosticCodes.MapTableMismatch, "# addressing: modicon\naddress,table\n40101,§input-register\n")]
    [InlineData(DiagnosticCodes.MapAddress, "# addressing: modicon\naddress\n§40000\n")]
    [InlineData(DiagnosticCodes.MapAddress, "# addressing: modicon\naddress\n§20001\n")]
    [InlineData(DiagnosticCodes.MapAddress, "# addressing: modicon\naddress\n§465537\n")]
    [InlineData(DiagnosticCodes.MapAddress, "# addressing: modicon\naddress,table\n§0x64,hr\n")]
    [InlineData(DiagnosticCodes.MapEmpty, "§address,table\n")]
    [InlineData(DiagnosticCodes.MapEmpty, "§# nothing but a comment\n")]
    [InlineData(DiagnosticCodes.PointsOverlap, "# addressing: modicon\naddress,type\n40001,float32\n§400002,uint16\n")]
    [Covers(DiagnosticCodes.MapTableMismatch)]
    [Covers(DiagnosticCodes.MapEmpty)]
    public void Reports_Mistakes_Of_Other_Maps(string code, string marked)
    {
        var (map, line, column) = ScenarioText.Locate(marked);

        Assert.Contains((code, line, column), MapScenario.Check(map).Diagnostics.Select(d => (d.Code, d.Line, d.Column)));
    }

    [Fact]
    public void The_Inline_List_And_The_Map_Share_One_Memory()
    {
        var result = MapScenario.Load(Map, "\n      list: [{ name: extra, table: input-register, address: 2 }]");

        var overlap = Assert.Single(result.Diagnostics, d => d.Code == DiagnosticCodes.PointsOverlap);
        Assert.Contains("'extra' already has input-register 2", overlap.Message, StringComparison.Ordinal);
        Assert.Equal("rtu.csv", Path.GetFileName(overlap.File));
    }

    [Fact]
    public void The_Map_And_Its_User_Agree_On_Addresses()
    {
        var result = MapScenario.Load("# addressing: pdu\n" + Map, "\n      addressing: modicon");

        Assert.Contains(result.Diagnostics, d => d.Code == DiagnosticCodes.MapAddressing && d.Line == 1);
    }
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using NetArchTest.Rules;
using Testbed.TestSupport;

namespace Testbed.Architecture.Tests;

/// <summary>Dependencies point one way: foundations; devices, conduits and attacks; runtime; command line. Judging knows no attacks.</summary>
public sealed class ModuleTests
{
    public static TheoryData<string> Names() => [.. Modules.MaySee.Keys];

    [Fact]
    public void Knows_Every_Project_Under_Src()
    {
        var projects = Directory.GetDirectories(Repository.PathOf("src"), "Testbed.*").Select(d => Path.GetFileName(d)["Testbed.".Length..]).Order();

        Assert.Equal(Modules.MaySee.Keys.Order(), projects);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Refers_Only_To_Modules_Below(string module)
    {
        var project = XDocument.Parse(Repository.Read($"src/Testbed.{module}/Testbed.{module}.csproj"));
        var references = project.Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)["Testbed.".Length..]);
        var compiled = Modules.Load(module).GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => n.StartsWith("Testbed.", StringComparison.Ordinal))
            .Select(n => n["Testbed.".Length..]);

        Assert.Empty(references.Concat(compiled).Distinct().Except(Modules.MaySee[module]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Uses_No_Type_Of_A_Module_It_May_Not_See(string module)
    {
        var forbidden = Modules.MaySee.Keys.Except(Modules.MaySee[module]).Where(m => m != module).Select(m => Modules.Load(m))
            .SelectMany(a => a.GetTypes()).Where(t => t.Namespace?.StartsWith("Testbed.", StringComparison.Ordinal) == true && t.DeclaringType is null)
            .Select(t => t.FullName!).Distinct().ToArray();
        Assert.True(forbidden.Length > 0 || module == "Cli");

        var result = Types.InAssembly(Modules.Load(module)).ShouldNot().HaveDependencyOnAny(forbidden).GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Theory]
    [InlineData("Core")]
    [InlineData("GasNetwork")]
    [InlineData("Modbus")]
    [InlineData("StructuredText")]
    [InlineData("Scenarios")]
    [InlineData("Assessment")]
    [InlineData("Reporting")]
    [InlineData("Attacks")]
    public void Knows_No_Akka(string module)
    {
        Assert.DoesNotContain(Modules.Load(module).GetReferencedAssemblies(), a => a.Name!.StartsWith("Akka", StringComparison.Ordinal));
        Assert.DoesNotContain("Akka", Repository.Read($"src/Testbed.{module}/Testbed.{module}.csproj"), StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_Core_Free_Of_Packages() =>
        Assert.DoesNotContain("PackageReference", Repository.Read("src/Testbed.Core/Testbed.Core.csproj"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Devices")]
    [InlineData("Attacks")]
    [InlineData("Modbus")]
    [InlineData("StructuredText")]
    [InlineData("Assessment")]
    [InlineData("Reporting")]
    public void Opens_No_Socket_Of_Its_Own(string module)
    {
        var result = Types.InAssembly(Modules.Load(module)).ShouldNot()
            .HaveDependencyOnAny("System.Net.Sockets.Socket", "System.Net.Sockets.TcpClient", "System.Net.Sockets.TcpListener", "System.Net.Sockets.UdpClient")
            .GetResult();

        Assert.True(result.IsSuccessful, $"only the network port dials or listens: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    [Fact]
    public void Pairs_Every_Project_With_A_Test_Project_In_The_Solution()
    {
        var solution = Repository.Read("Testbed.sln");

        Assert.All(Modules.MaySee.Keys, m => Assert.Contains($"Testbed.{m}.csproj", solution, StringComparison.Ordinal));
        Assert.All(Modules.MaySee.Keys, m => Assert.Matches(new Regex($@"Testbed\.{m}\.Tests\.csproj"), solution));
    }
}

using Testbed.TestSupport;

namespace Testbed.EndToEnd.Tests;

/// <summary>A disk that fills up in mid-run is said in a sentence, and what was finished is kept.</summary>
[Trait("Category", "Slow")]
public sealed class FullDiskTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private bool _mounted;

    [SkippableFact]
    public void Says_So_And_Goes_On_When_There_Is_Room()
    {
        Mount("2m");
        var full = Selection.Run(Selection.AsFound, _temp["disk"], Selection.Many);

        Assert.True(full.Process.ExitCode == 3, full.Process.ToString());
        Assert.Contains("the disk is full", full.Process.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", full.Process.Error, StringComparison.Ordinal);
        var kept = Selection.Journalled(_temp["disk"]);
        Assert.True(kept.Count > 5, full.Process.ToString());

        Assert.Equal(0, ToolProcess.Run("mount", ["-o", "remount,size=200m", _temp["disk"]]).ExitCode);
        var rest = Selection.Run(Selection.AsFound, _temp["disk"], Selection.Many);

        Assert.True(rest.Process.ExitCode == 0, rest.Process.ToString());
        Assert.Equal(kept, Selection.Journalled(_temp["disk"]).Take(kept.Count));
    }

    public void Dispose()
    {
        if (_mounted)
        {
            ToolProcess.Run("umount", ["-l", _temp["disk"]]);
        }

        _temp.Dispose();
    }

    private void Mount(string size)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root mounts a small disk");
        Directory.CreateDirectory(_temp["disk"]);
        var mount = ToolProcess.Run("mount", ["-t", "tmpfs", "-o", $"size={size}", "testbed", _temp["disk"]]);
        Skip.If(mount.ExitCode != 0, $"no small disk could be mounted here: {mount.Error}");
        _mounted = true;
    }
}

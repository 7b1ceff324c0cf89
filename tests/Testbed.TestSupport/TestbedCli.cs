namespace Testbed.TestSupport;

/// <summary>The whole product as a process: <c>dotnet testbed.dll ...</c>, as built with the tests.</summary>
public static class TestbedCli
{
    /// <summary>The built program, beside the tests that refer to it.</summary>
    public static string Dll { get; } = Path.Combine(AppContext.BaseDirectory, "testbed.dll");

    private static string Dotnet => Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : "dotnet";

    /// <summary>Runs a command to its end.</summary>
    public static ToolResult Run(params string[] arguments) => ToolProcess.Run(Dotnet, [Dll, .. arguments]);

    /// <summary>Runs a command to its end in a folder.</summary>
    public static ToolResult RunIn(string folder, params string[] arguments) => ToolProcess.Run(Dotnet, [Dll, .. arguments], folder);

    /// <summary>Runs a command under another program, for example <c>taskset -c 0</c>.</summary>
    public static ToolResult RunUnder(IReadOnlyList<string> prefix, params string[] arguments) =>
        ToolProcess.Run(prefix[0], [.. prefix.Skip(1), Dotnet, Dll, .. arguments]);

    /// <summary>Starts a command that can be interrupted: whoever runs the tests in the background may have had Ctrl+C ignored, which is inherited.</summary>
    public static ToolProcess Start(params string[] arguments) => ToolProcess.Find("env") is { } env && OperatingSystem.IsLinux()
        ? ToolProcess.Start(env, ["--default-signal=INT", Dotnet, Dll, .. arguments])
        : ToolProcess.Start(Dotnet, [Dll, .. arguments]);
}

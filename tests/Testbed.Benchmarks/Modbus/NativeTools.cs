using System.Diagnostics;

namespace Testbed.Benchmarks.Modbus;

/// <summary>The C programs beside this file, compiled once into a temporary folder; none when there is no compiler.</summary>
internal sealed class NativeTools : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("testbed-native-").FullName;

    public string? Load => Compile("load");

    public string? Echo => Compile("echo_server");

    public string? Libmodbus => Compile("libmodbus_server", "-I/usr/include/modbus", "-lmodbus");

    public static string? Haproxy => File.Exists("/usr/sbin/haproxy") ? "/usr/sbin/haproxy" : null;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string? Compile(string name, params string[] options)
    {
        string program = Path.Combine(_folder, name);
        if (File.Exists(program))
        {
            return program;
        }

        string source = TestSupport.Repository.PathOf($"tests/Testbed.Benchmarks/Modbus/native/{name}.c");
        try
        {
            using Process compiler = Process.Start(new ProcessStartInfo("gcc", ["-O2", "-o", program, source, .. options]) { RedirectStandardError = true })!;
            string errors = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            if (compiler.ExitCode == 0)
            {
                return program;
            }

            Console.Error.WriteLine($"{name} was not compiled and is left out: {errors.Split('\n')[0]}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.Error.WriteLine($"{name} is left out: there is no gcc");
        }

        return null;
    }
}

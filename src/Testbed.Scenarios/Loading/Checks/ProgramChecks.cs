using Testbed.Core;
using Testbed.StructuredText;

namespace Testbed.Scenarios.Loading;

/// <summary>Compiles the program of a controller and checks what the scenario says of its variables, so that nothing starts with half a program.</summary>
internal static class ProgramChecks
{
    private static readonly string[] Texts = ["STRING", "WSTRING"];

    /// <summary>Reports mistakes in the program where they stand, and names that it does not have.</summary>
    /// <param name="config">As bound.</param>
    /// <param name="at">Where the scenario names variables: path, whether it must be BOOL, place.</param>
    /// <param name="binding">The load.</param>
    public static void Check(ControllerConfig config, IReadOnlyList<(string Variable, bool IsBit, Mark At)> at, Binding binding)
    {
        if (config.Program.Count == 0)
        {
            foreach (var (variable, _, mark) in at)
            {
                binding.Report(DiagnosticCodes.DanglingReference, mark, $"there is no program with a variable '{variable}'", "name its files with 'program:'");
            }

            return;
        }

        var compiled = StCompiler.Compile([.. config.Program.Select(f => new StSource(f.Name, f.Text))]);
        foreach (var mistake in compiled.Diagnostics)
        {
            binding.Bag.Add(mistake);
        }

        if (compiled.Program is not { } program)
        {
            return;
        }

        foreach (var (variable, isBit, mark) in at)
        {
            if (program.Find(variable) is not { } found)
            {
                binding.Report(DiagnosticCodes.DanglingReference, mark, $"the program has no variable '{variable}'", Nearest.Fix(variable, program.Variables.Select(v => v.Path)));
            }
            else if (isBit && found.TypeName != "BOOL")
            {
                binding.Report(DiagnosticCodes.WrongType, mark, $"'{variable}' is {found.TypeName}, not BOOL");
            }
            else if (Texts.Any(t => found.TypeName.StartsWith(t, StringComparison.Ordinal)))
            {
                binding.Report(DiagnosticCodes.WrongType, mark, $"'{variable}' is a {found.TypeName}; points are joined to numbers and bits");
            }
        }
    }
}

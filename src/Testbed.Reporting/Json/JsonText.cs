using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Testbed.Reporting;

/// <summary>How this project writes JSON files: indented, LF, letters as they are, a final line break.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Options =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file's text.</summary>
    public static string Of(JsonObject root) => root.ToJsonString(Options) + "\n";
}

using System.Text;

namespace Testbed.StructuredText;

/// <summary>A source in the making, each line with the line of the file it comes from.</summary>
internal sealed class MappedText
{
    private readonly StringBuilder _text = new();
    private readonly List<int> _lines = [];
    private bool _isInLine;

    /// <summary>One line, or several.</summary>
    public void Line(string text, int line)
    {
        EndLine();
        Append(text, line);
        EndLine();
    }

    /// <summary>Text whose first line is a line of the file, the next the next; goes on in the present line.</summary>
    public void Append(string text, int line)
    {
        var parts = text.Split('\n');
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
            {
                EndLine();
            }

            if (!_isInLine)
            {
                _lines.Add(line + i);
                _isInLine = true;
            }

            _text.Append(parts[i]);
        }
    }

    /// <summary>Ends the present line, if one is begun.</summary>
    public void EndLine()
    {
        if (_isInLine)
        {
            _text.Append('\n');
            _isInLine = false;
        }
    }

    /// <summary>What is behind the last line counts as the last.</summary>
    public StSource ToSource(string name) => new(name, _text.ToString()) { LineMap = [.. _lines, _lines.Count > 0 ? _lines[^1] : 1] };
}

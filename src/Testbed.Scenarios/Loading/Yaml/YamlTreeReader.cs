using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Testbed.Scenarios.Loading;

/// <summary>
/// Reads a file into a node tree that keeps positions. It reads parser events rather than using a ready tree, because a scenario has no use for aliases
/// (which make small files explode) and wants duplicate keys reported like any other mistake.
/// </summary>
internal sealed class YamlTreeReader
{
    private const int MaxDepth = 32;
    private readonly SourceFile _file;
    private readonly DiagnosticBag _bag;
    private readonly Parser _parser;

    private YamlTreeReader(SourceFile file, DiagnosticBag bag)
    {
        (_file, _bag) = (file, bag);
        _parser = new Parser(new StringReader(file.Text));
    }

    /// <summary>Reads the file's one map; null when there is none, with a diagnostic that says why.</summary>
    [SuppressMessage("Design", "CA1031",
        Justification = "The YAML parser throws more than its own exceptions on malformed text; a user's file must never crash the product.")]
    public static YamlMap? Read(SourceFile file, DiagnosticBag bag)
    {
        try
        {
            return new YamlTreeReader(file, bag).ReadDocument();
        }
        catch (TooDeepException)
        {
            return null;
        }
        catch (YamlException e)
        {
            bag.Error(DiagnosticCodes.MalformedYaml, new Mark(file, (int)Math.Max(1, e.Start.Line), (int)Math.Max(1, e.Start.Column)),
                $"this is not YAML: {FirstSentence(e.Message)}", "check indentation, brackets and quotes here and in the line before");
        }
        catch (Exception)
        {
            bag.Error(DiagnosticCodes.MalformedYaml, new Mark(file, 1, 1), "this is not YAML: brackets or quotes do not match somewhere",
                "check that every [ and { is closed by its own kind");
        }

        return null;
    }

    private YamlMap? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            _bag.Error(DiagnosticCodes.FileEmpty, new Mark(_file, 1, 1), "the file holds nothing but comments", "make one that runs with: testbed new NAME");
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
        {
            _bag.Error(DiagnosticCodes.UnsupportedYaml, MarkOf(second), "a second document starts here",
                "a scenario file holds one document: remove the '---'");
        }

        if (root is YamlMap map)
        {
            return map;
        }

        if (root is not null)
        {
            _bag.Error(DiagnosticCodes.WrongType, root.Start, $"a scenario is a map of keys, this is {root.Describe}", "start with 'id: NAME'");
        }

        return null;
    }

    private YamlNode? ReadNode(int depth)
    {
        var current = _parser.Current ?? throw new InvalidOperationException("The parser stopped early.");
        if (depth > MaxDepth)
        {
            // Reading on would be useless and slow: the parser's time grows with the square of the depth.
            _bag.Error(DiagnosticCodes.NestingTooDeep, MarkOf(current), $"nested deeper than {MaxDepth} levels",
                "a scenario needs far fewer: close brackets earlier");
            throw new TooDeepException();
        }

        if (current is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            _bag.Error(DiagnosticCodes.UnsupportedYaml, MarkOf(current), $"the tag '{tagged.Tag}' is not supported", "remove the tag");
        }

        switch (current)
        {
            case AnchorAlias alias:
                _parser.MoveNext();
                _bag.Error(DiagnosticCodes.UnsupportedYaml, MarkOf(alias), $"the alias '*{alias.Value}' is not supported", "write the value out");
                return null;
            case Scalar scalar:
                _parser.MoveNext();
                return new YamlScalar(MarkOf(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain);
            case SequenceStart start:
                return ReadList(start, depth);
            default:
                return ReadMap(_parser.Consume<MappingStart>(), depth);
        }
    }

    private YamlList ReadList(SequenceStart start, int depth)
    {
        _parser.MoveNext();
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            if (ReadNode(depth + 1) is { } item)
            {
                items.Add(item);
            }
        }

        return new(MarkOf(start), items);
    }

    private YamlMap ReadMap(MappingStart start, int depth)
    {
        var entries = new List<YamlEntry>();
        var keys = new Dictionary<string, Mark>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not YamlScalar name)
            {
                if (key is not null)
                {
                    _bag.Error(DiagnosticCodes.WrongType, key.Start, $"a key is a word, this is {key.Describe}", "write 'key: value'");
                }

                continue;
            }

            if (!keys.TryAdd(name.Value, name.Start))
            {
                _bag.Error(DiagnosticCodes.DuplicateKey, name.Start, $"the key '{name.Value}' is already in line {keys[name.Value].Line}",
                    "remove one of the two");
                continue;
            }

            if (value is not null)
            {
                entries.Add(new(name, value));
            }
        }

        return new(MarkOf(start), entries);
    }

    private Mark MarkOf(ParsingEvent e) => new(_file, (int)Math.Max(1, e.Start.Line), (int)Math.Max(1, e.Start.Column));

    private static string FirstSentence(string message)
    {
        var end = message.IndexOfAny(['\n', '.']);
        var text = (end > 0 ? message[..end] : message).Trim();
        return text.Length == 0 ? "unexpected text" : char.ToLowerInvariant(text[0]) + text[1..];
    }

    /// <summary>Ends reading; the diagnostic is already there.</summary>
    private sealed class TooDeepException : Exception;
}

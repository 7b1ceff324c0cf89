using Parquet;
using Parquet.Schema;
using Testbed.Core;

namespace Testbed.Reporting;

/// <summary>
/// Labelled time series for people who train detectors, as Apache Parquet (format 2, Snappy): one row per sample, one row group per trial; labels first, then
/// the recorded columns. The file appears under its name only with <see cref="Complete"/>.
/// </summary>
public sealed class SeriesTable : IRecordingExport
{
    private readonly string _path;
    private readonly IReadOnlyDictionary<string, string> _facts;
    private readonly AtomicStream _stream;
    private ParquetWriter? _writer;
    private ParquetSchema? _schema;
    private string[] _columns = [];

    /// <summary>Makes the folder.</summary>
    /// <param name="folder">Where the file goes.</param>
    /// <param name="facts">What the file says of itself, as key and value.</param>
    public SeriesTable(string folder, IReadOnlyDictionary<string, string> facts)
    {
        Directory.CreateDirectory(folder);
        _path = Path.Combine(folder, ExportFormats.FileOf(ExportFormat.Parquet));
        (_facts, _stream) = (facts, new AtomicStream(_path));
    }

    /// <inheritdoc/>
    public void Add(TrialRecording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        if (recording.Series is not { Seconds.Count: > 0 } series)
        {
            return;
        }

        Open(series);
        if (!series.Columns.Select(c => c.Name).SequenceEqual(_columns))
        {
            throw new ArgumentException($"{recording.Result.Id} has other columns than the trials before it.", nameof(recording));
        }

        Write(recording.Result, series).GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Complete()
    {
        if (_writer is null)
        {
            return [];
        }

        Close();
        _stream.Complete();
        return [_path];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        _stream.Dispose();
    }

    private static IEnumerable<Field> Labels() =>
    [
        Text("trial"), Text("kind"), Text("subject"), new DataField<int>("profile_sl"), Text("techniques"), Text("verdict"), Text("phase"),
        new DataField<bool>("attack_active"), new DataField<int>("time_s"), new DataField<int>("customers_out"),
    ];

    private static DataField Text(string name) => new(name, typeof(string), isNullable: false);

    private void Open(ProcessSeries first)
    {
        if (_writer is not null)
        {
            return;
        }

        _columns = [.. first.Columns.Select(c => c.Name)];
        _schema = new ParquetSchema(Labels().Concat(_columns.Select(c => new DataField<float>(c))));
        _writer = ParquetWriter.CreateAsync(_schema, _stream.Stream, new ParquetOptions { CompressionMethod = CompressionMethod.Snappy })
            .GetAwaiter().GetResult();
        _writer.CustomMetadata = _facts.ToDictionary();
    }

    private async Task Write(TrialResult trial, ProcessSeries series)
    {
        var rows = series.Seconds.Count;
        var fields = _schema!.DataFields;
        using var group = _writer!.CreateRowGroup();
        var at = 0;
        async Task Same(string text) => await group.WriteAsync(fields[at++], Enumerable.Repeat(HtmlText.Clean(text), rows).ToArray());

        await Same(trial.Id);
        await Same(trial.Kind == TrialKind.NegativeControl ? "none" : trial.Kind.ToString().ToLowerInvariant());
        await Same(trial.Subject);
        await group.WriteAsync<int>(fields[at++], Enumerable.Repeat(trial.ProfileLevel ?? 0, rows).ToArray().AsMemory());
        await Same(string.Join(' ', trial.Techniques));
        await Same(trial.Outcome.ToString().ToLowerInvariant());
        await group.WriteAsync(fields[at++], series.Phases.Select(p => p.ToString().ToLowerInvariant()).ToArray());
        await group.WriteAsync<bool>(fields[at++], series.Acted.ToArray().AsMemory());
        await group.WriteAsync<int>(fields[at++], series.Seconds.ToArray().AsMemory());
        await group.WriteAsync<int>(fields[at++], series.CustomersOut.ToArray().AsMemory());
        foreach (var column in series.Columns)
        {
            await group.WriteAsync<float>(fields[at++], column.Values.AsMemory());
        }

        group.CompleteValidate();
    }

    private void Close()
    {
        _writer?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _writer = null;
    }
}

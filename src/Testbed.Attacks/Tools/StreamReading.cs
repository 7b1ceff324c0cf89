namespace Testbed.Attacks;

/// <summary>Reading without leaving the trial's executor, which the platform's own helpers do.</summary>
internal static class StreamReading
{
    /// <summary>Reads until the buffer is full or the stream ends; the bytes read.</summary>
    public static async Task<int> FillAsync(this Stream stream, Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var filled = 0;
        int read;
        while (filled < buffer.Length && (read = await stream.ReadAsync(buffer[filled..], cancellationToken)) > 0)
        {
            filled += read;
        }

        return filled;
    }
}

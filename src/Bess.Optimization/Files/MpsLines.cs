namespace Bess.Optimization.Files;

/// <summary>Gives a text line by line as spans of one buffer; lines beyond a limit are counted, not kept.</summary>
internal sealed class MpsLines(TextReader reader, int lineLimit)
{
    private const int BufferLength = 1 << 20;
    private readonly char[] _buffer = new char[BufferLength];
    private int _start;
    private int _end;
    private int _lineStart;
    private int _lineLength;
    private bool _hasEnded;

    /// <summary>Number of the current line, from 1; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>The current line without its end; only its beginning when <see cref="IsTooLong"/>.</summary>
    public ReadOnlySpan<char> Current => _buffer.AsSpan(_lineStart, _lineLength);

    /// <summary>Whether the current line is longer than the limit.</summary>
    public bool IsTooLong => Length > lineLimit;

    /// <summary>Characters of the current line.</summary>
    public long Length { get; private set; }

    /// <summary>What is in the buffer after the current line: at the start, the first million characters.</summary>
    public ReadOnlySpan<char> Ahead
    {
        get
        {
            Fill();
            return _buffer.AsSpan(_start, _end - _start);
        }
    }

    /// <summary>Whether the buffer holds the rest of the text.</summary>
    public bool AheadIsAll => _hasEnded;

    /// <summary>Moves to the next line.</summary>
    /// <returns>False at the end of the text.</returns>
    public bool Next()
    {
        int length = FindEnd();
        if (length < 0)
        {
            Fill();
            length = FindEnd();
        }

        if (length < 0 && _end == _start) return false;
        Number++;
        _lineStart = _start;
        if (length < 0 && !_hasEnded)
        {
            SkipLongLine();
            return true;
        }

        _lineLength = length < 0 ? _end - _start : length;
        _start = length < 0 ? _end : _start + length + 1;
        if (_lineLength > 0 && _buffer[_lineStart + _lineLength - 1] == '\r') _lineLength--;
        Length = _lineLength;
        return true;
    }

    private int FindEnd() => _buffer.AsSpan(_start, _end - _start).IndexOf('\n');

    private void Fill()
    {
        if (_hasEnded) return;
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        while (_end < BufferLength)
        {
            int read = reader.Read(_buffer, _end, BufferLength - _end);
            if (read == 0)
            {
                _hasEnded = true;
                return;
            }

            _end += read;
        }
    }

    /// <summary>The buffer is full of one line: keep its beginning and go on to its end.</summary>
    private void SkipLongLine()
    {
        (_lineStart, _lineLength) = (0, lineLimit);
        Length = _end - _start;
        _start = _end = lineLimit;
        var chunk = _buffer.AsSpan(lineLimit);
        while (true)
        {
            int read = reader.Read(chunk);
            if (read == 0)
            {
                _hasEnded = true;
                return;
            }

            int end = chunk[..read].IndexOf('\n');
            Length += end < 0 ? read : end;
            if (end < 0) continue;
            (_start, _end) = (lineLimit + end + 1, lineLimit + read);
            return;
        }
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Graph.SyncJob.Errors;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;

namespace Graph.SyncJob.Bulk;

/// <summary>
/// A file that remembers what became of each object, so that a run that was interrupted can go on. A line says that a request is about to
/// leave, and another one what came of it; where only the first is there, nobody knows, and the next run has to look.
/// </summary>
internal sealed class Checkpoint : IDisposable
{
    private const string Title = "Graph.SyncJob checkpoint 1";
    private const string IsSent = "sent";
    private const string IsDone = "done";
    private const string IsFailed = "failed";

    private readonly object _lock = new();
    private readonly string _path;
    private readonly string _header;
    private readonly HashSet<string> _done = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DateTimeOffset> _sent = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _failed = new(StringComparer.OrdinalIgnoreCase);
    private StreamWriter? _writer;

    private Checkpoint(string path, string header)
    {
        _path = path;
        _header = header;
    }

    /// <summary>What an object is called in the file: an owner, and a part of it where there is one.</summary>
    public static string Key(OwnerKind kind, string ownerId, string? part) =>
        (kind == OwnerKind.Application ? "applications/" : "servicePrincipals/") + ownerId + (part is null ? string.Empty : "/" + part);

    /// <summary>Reads what an earlier run left, if there is anything.</summary>
    /// <param name="path">The file.</param>
    /// <param name="command">The command that is run: a file is good for the same one only.</param>
    /// <param name="graphRoot">The Graph that it is run against, likewise.</param>
    /// <exception cref="CheckpointException">The file can't be read, or is that of something else.</exception>
    public static Checkpoint Read(string path, string command, Uri graphRoot)
    {
        var checkpoint = new Checkpoint(path, string.Join("\t", Title, command, graphRoot.GetLeftPart(UriPartial.Authority)));
        try
        {
            if (File.Exists(path))
            {
                checkpoint.Read(File.ReadAllText(path, Encoding.UTF8));
            }

            return checkpoint;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CheckpointException($"The checkpoint {Text.Quote(path)} can't be read: {exception.Message}", exception);
        }
    }

    /// <summary>Whether an earlier run did this.</summary>
    public bool WasDone(string key)
    {
        lock (_lock)
        {
            return _done.Contains(key);
        }
    }

    /// <summary>When an earlier run sent the request without hearing what came of it; null when none did.</summary>
    public DateTimeOffset? SentAt(string key)
    {
        lock (_lock)
        {
            return _sent.TryGetValue(key, out var time) ? time : null;
        }
    }

    /// <summary>Makes sure that the file can be written, before anything is sent.</summary>
    /// <exception cref="CheckpointException">It can't.</exception>
    public void Open()
    {
        lock (_lock)
        {
            if (_writer is not null)
            {
                return;
            }

            try
            {
                // A line that broke off when the earlier run did ends here.
                var stream = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
                var isBroken = EndsWithinLine(stream);
                stream.Seek(0, SeekOrigin.End);
                _writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
                if (stream.Length == 0)
                {
                    _writer.WriteLine(_header);
                }
                else if (isBroken)
                {
                    _writer.WriteLine();
                }

                _writer.Flush();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                throw new CheckpointException($"The checkpoint {Text.Quote(_path)} can't be written: {exception.Message}", exception);
            }
        }
    }

    /// <summary>Remembers that a request is about to leave.</summary>
    /// <exception cref="GraphRequestException">It can't be remembered, so it must not leave.</exception>
    public void Sending(string key, DateTimeOffset time) => Write(IsSent, time, key);

    /// <summary>Remembers that it was carried out.</summary>
    public void Done(string key, DateTimeOffset time) => Write(IsDone, time, key);

    /// <summary>Remembers that it certainly was not.</summary>
    public void Failed(string key, DateTimeOffset time) => Write(IsFailed, time, key);

    /// <summary>The run is over: the file goes when there is nothing left to go on with.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            if (_sent.Count == 0 && _failed.Count == 0)
            {
                Dispose();
                File.Delete(_path);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _writer?.Dispose();
            _writer = null;
        }
    }

    private static bool EndsWithinLine(FileStream stream)
    {
        if (stream.Length == 0)
        {
            return false;
        }

        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() != '\n';
    }

    private void Read(string text)
    {
        // What follows the last line break was not written to its end.
        var lines = text.Substring(0, text.LastIndexOf('\n') + 1).Split('\n');
        if (text.Length > 0 && lines[0].TrimEnd('\r') != _header)
        {
            throw new CheckpointException(
                lines[0].StartsWith(Title + "\t", StringComparison.Ordinal)
                    ? $"The checkpoint {Text.Quote(_path)} is that of something else: {Text.Quote(lines[0].Substring(Title.Length).Trim().Replace('\t', ' '))}."
                    : $"{Text.Quote(_path)} is no checkpoint.");
        }

        for (var index = 1; index < lines.Length; index++)
        {
            var fields = lines[index].TrimEnd('\r').Split('\t');
            if (fields.Length == 3
                && DateTimeOffset.TryParse(fields[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            {
                Remember(fields[0], time, fields[2]);
            }
        }
    }

    private void Remember(string state, DateTimeOffset time, string key)
    {
        _sent.Remove(key);
        _failed.Remove(key);
        switch (state)
        {
            case IsSent:
                _sent[key] = time;
                break;
            case IsDone:
                _done.Add(key);
                break;
            case IsFailed:
                _failed.Add(key);
                break;
        }
    }

    private void Write(string state, DateTimeOffset time, string key)
    {
        lock (_lock)
        {
            try
            {
                _writer?.WriteLine(string.Join("\t", state, time.UtcDateTime.ToString("o", CultureInfo.InvariantCulture), key));
                _writer?.Flush();
            }
            catch (IOException exception)
            {
                throw new GraphRequestException(
                    ErrorCodes.CheckpointNotWritten,
                    $"The checkpoint {Text.Quote(_path)} can't be written: {exception.Message} {(state == IsSent ? "Nothing was sent." : $"It does not know that this is {state}.")}",
                    exception);
            }

            Remember(state, time, key);
        }
    }
}

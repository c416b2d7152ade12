using System;
using System.IO;

namespace Graph.SyncJob.Files;

/// <summary>What a file is to hold, beside it until it is whole: whatever fails, what was there before stays.</summary>
internal sealed class NewContent : IDisposable
{
    private readonly string _path;
    private readonly string _half;

    /// <exception cref="IOException">The system does not let it be written.</exception>
    public NewContent(string path)
    {
        _path = path;
        _half = $"{path}.{Guid.NewGuid():N}";
        Stream = new FileStream(_half, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 64 * 1024);
    }

    public Stream Stream { get; }

    /// <summary>Puts it in the place of the file.</summary>
    /// <exception cref="IOException">The system does not let it be written, or the file is there and is not to be replaced.</exception>
    public void Commit(bool overwrite)
    {
        Stream.Dispose();
        if (overwrite && File.Exists(_path))
        {
            // Windows replaces no file that is marked as read-only.
            File.SetAttributes(_path, File.GetAttributes(_path) & ~FileAttributes.ReadOnly);
            File.Replace(_half, _path, destinationBackupFileName: null);
        }
        else
        {
            File.Move(_half, _path);
        }
    }

    public void Dispose()
    {
        Stream.Dispose();
        File.Delete(_half);
    }
}

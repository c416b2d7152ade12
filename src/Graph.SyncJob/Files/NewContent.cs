using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Graph.SyncJob.Files;

/// <summary>What a file is to hold, beside it until it is whole: whatever fails, what was there before stays.</summary>
internal sealed class NewContent : IDisposable
{
    // So long does no run that goes on write nothing. Where a file system has no locks, this alone keeps two runs apart.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromHours(12);

    private readonly string _path;
    private readonly string _half;

    /// <exception cref="IOException">The system does not let it be written.</exception>
    public NewContent(string path)
    {
        _path = path;
        _half = $"{path}.{Guid.NewGuid():N}";
        Stream = new FileStream(_half, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 64 * 1024);
        RemoveLeftovers();
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

    /// <summary>A run that was killed could not take its half away: the next one does, unless somebody still writes it.</summary>
    private void RemoveLeftovers()
    {
        try
        {
            var ours = new Regex($@"\A{Regex.Escape(Path.GetFileName(_path))}\.[0-9a-f]{{32}}\z", RegexOptions.CultureInvariant);
            var oldest = File.GetLastWriteTimeUtc(_half) - LongestSilence;
            foreach (var file in new FileInfo(_path).Directory!.EnumerateFiles().Where(
                file => ours.IsMatch(file.Name) && file.LastWriteTimeUtc < oldest && (file.Attributes & FileAttributes.ReparsePoint) == 0))
            {
                RemoveUnlessInUse(file.FullName);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever may not look into the folder may write the file all the same.
        }
    }

    private static void RemoveUnlessInUse(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is somebody's who still writes it, or is not ours to remove.
        }
    }
}

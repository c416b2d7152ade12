using System;
using System.IO;
using System.Management.Automation;
using Graph.SyncJob.Identity;

namespace Graph.SyncJob.Files;

/// <summary>A file that the user named; it need not be there.</summary>
/// <param name="path">Where it is.</param>
/// <param name="kind">What it holds, in one word: its error ids begin with it.</param>
/// <param name="recommendedAction">What to give instead when it can't be used.</param>
internal sealed class UserFile(string path, string kind, string recommendedAction)
{
    public string Path { get; } = path;

    /// <summary>The file that a path of the session names.</summary>
    /// <exception cref="UserFileException">The path is not of the file system.</exception>
    public static UserFile At(string path, SessionState session, string kind, string recommendedAction)
    {
        var given = new UserFile(path, kind, recommendedAction);
        try
        {
            var full = session.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == "FileSystem"
                ? new UserFile(full, kind, recommendedAction)
                : throw given.Failure("FileInvalid", ErrorCategory.InvalidArgument, "is not a path of the file system.");
        }
        catch (Exception exception) when (exception is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or ArgumentException or NotSupportedException)
        {
            throw given.Failure("FileInvalid", ErrorCategory.InvalidArgument, $"can't be a file: {exception.Message}", exception);
        }
    }

    /// <summary>Makes sure that the file can be written, before anything is asked of Graph.</summary>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="permission">What the user does to permit it.</param>
    /// <exception cref="UserFileException">It is there already, or its folder is not.</exception>
    public void CheckWritable(bool overwrite, string permission)
    {
        if (Directory.Exists(Path))
        {
            throw Failure("FileInvalid", ErrorCategory.InvalidArgument, "is a folder. Name a file in it.");
        }

        if (!Directory.Exists(System.IO.Path.GetDirectoryName(Path)))
        {
            throw new UserFileException($"{kind}FolderNotFound", ErrorCategory.ObjectNotFound, $"The folder of {Text.Quote(Path)} is not there.", recommendedAction);
        }

        if (!overwrite && File.Exists(Path))
        {
            throw Failure("FileExists", ErrorCategory.ResourceExists, $"is there already. {permission} to replace it.");
        }
    }

    /// <summary>Makes sure that no file that is marked as read-only is replaced.</summary>
    /// <exception cref="UserFileException">It is so marked.</exception>
    public void CheckNotReadOnly()
    {
        if (File.Exists(Path) && new FileInfo(Path).IsReadOnly)
        {
            throw Failure("FileReadOnly", ErrorCategory.PermissionDenied, "is read-only. Give -Force to replace it.");
        }
    }

    /// <summary>What to throw when the system does not let the file be written.</summary>
    public UserFileException NotWritten(Exception exception) =>
        Failure("FileNotWritten", ErrorCategory.WriteError, $"can't be written: {exception.Message}", exception);

    /// <summary>What is wrong with the file.</summary>
    public UserFileException Failure(string errorId, ErrorCategory category, string message, Exception? exception = null) =>
        new(kind + errorId, category, $"{Text.Quote(Path)} {message}", recommendedAction, exception);
}

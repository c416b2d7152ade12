using System;
using System.IO;
using System.Management.Automation;
using System.Text;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Identity;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Schemas;

/// <summary>A schema in a file, as Graph writes it.</summary>
internal sealed class SchemaFile(string path)
{
    public string Path { get; } = path;

    /// <summary>The file that a path of the session names; it need not be there.</summary>
    /// <exception cref="SchemaFileException">The path is not of the file system.</exception>
    public static SchemaFile At(string path, SessionState session)
    {
        try
        {
            var full = session.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == "FileSystem"
                ? new SchemaFile(full)
                : throw new SchemaFileException("SchemaFileInvalid", ErrorCategory.InvalidArgument, $"{Text.Quote(path)} is not a path of the file system.");
        }
        catch (Exception exception) when (exception is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or ArgumentException or NotSupportedException)
        {
            throw new SchemaFileException("SchemaFileInvalid", ErrorCategory.InvalidArgument, $"{Text.Quote(path)} can't be a file: {exception.Message}", exception);
        }
    }

    /// <summary>Makes sure that the file can be written, before anything is asked of Graph.</summary>
    /// <exception cref="SchemaFileException">It is there already, or its folder is not.</exception>
    public void CheckWritable(bool overwrite)
    {
        if (Directory.Exists(Path))
        {
            throw new SchemaFileException("SchemaFileInvalid", ErrorCategory.InvalidArgument, $"{Text.Quote(Path)} is a folder. Name a file in it.");
        }

        if (!Directory.Exists(System.IO.Path.GetDirectoryName(Path)))
        {
            throw new SchemaFileException("SchemaFolderNotFound", ErrorCategory.ObjectNotFound, $"The folder of {Text.Quote(Path)} is not there.");
        }

        if (!overwrite && File.Exists(Path))
        {
            throw new SchemaFileException(
                "SchemaFileExists", ErrorCategory.ResourceExists, $"{Text.Quote(Path)} is there already. Give -Force to replace it.");
        }
    }

    /// <summary>Writes the file whole or not at all: whatever fails, what was there before stays.</summary>
    /// <exception cref="SchemaFileException">It can't be written.</exception>
    public void Write(string json)
    {
        var half = $"{Path}.{Guid.NewGuid():N}";
        try
        {
            File.WriteAllText(half, json + Environment.NewLine, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (File.Exists(Path))
            {
                File.Replace(half, Path, destinationBackupFileName: null);
            }
            else
            {
                File.Move(half, Path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SchemaFileException("SchemaFileNotWritten", ErrorCategory.WriteError, $"{Text.Quote(Path)} can't be written: {exception.Message}", exception);
        }
        finally
        {
            File.Delete(half);
        }
    }

    /// <exception cref="SchemaFileException">The file is not there, or is no schema.</exception>
    public MicrosoftGraphSynchronizationSchema Read()
    {
        try
        {
            return ClientLoader.Factory.ReadSchema(File.ReadAllText(Path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SchemaFileException("SchemaFileNotFound", ErrorCategory.ObjectNotFound, $"{Text.Quote(Path)} is not there.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SchemaFileException("SchemaFileNotRead", ErrorCategory.ReadError, $"{Text.Quote(Path)} can't be read: {exception.Message}", exception);
        }
        catch (FormatException exception)
        {
            throw new SchemaFileException(
                "SchemaFileInvalid", ErrorCategory.InvalidData, $"{Text.Quote(Path)} holds no schema: {exception.Message} Nothing was sent.", exception);
        }
    }
}

using System;
using System.IO;
using System.Management.Automation;
using System.Text;
using Graph.SyncJob.Connection;
using Graph.SyncJob.Files;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Schemas;

/// <summary>A schema in a file, as Graph writes it.</summary>
internal sealed class SchemaFile(UserFile file)
{
    private const string Kind = "Schema";
    private const string Advice = "Give the path of a JSON file with a schema as Graph writes it; Export-GraphSyncJobSchema makes one.";

    public string Path => file.Path;

    /// <summary>The file that a path of the session names; it need not be there.</summary>
    /// <exception cref="UserFileException">The path is not of the file system.</exception>
    public static SchemaFile At(string path, SessionState session) => new(UserFile.At(path, session, Kind, Advice));

    /// <summary>The schema in a file that was found.</summary>
    public static SchemaFile Of(FileInfo file) => new(new UserFile(file.FullName, Kind, Advice));

    /// <summary>Makes sure that the file can be written, before anything is asked of Graph.</summary>
    /// <exception cref="UserFileException">It is there already, or its folder is not.</exception>
    public void CheckWritable(bool overwrite) => file.CheckWritable(overwrite, "Give -Force");

    /// <summary>Writes the file whole or not at all: whatever fails, what was there before stays.</summary>
    /// <exception cref="UserFileException">It can't be written.</exception>
    public void Write(string json)
    {
        try
        {
            using var content = new NewContent(Path);
            var bytes = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(json + Environment.NewLine);
            content.Stream.Write(bytes, 0, bytes.Length);
            content.Commit(overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw file.NotWritten(exception);
        }
    }

    /// <exception cref="UserFileException">The file is not there, or is no schema.</exception>
    public MicrosoftGraphSynchronizationSchema Read()
    {
        try
        {
            return ClientLoader.Factory.ReadSchema(File.ReadAllText(Path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw file.Failure("FileNotFound", ErrorCategory.ObjectNotFound, "is not there.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw file.Failure("FileNotRead", ErrorCategory.ReadError, $"can't be read: {exception.Message}", exception);
        }
        catch (FormatException exception)
        {
            throw file.Failure("FileInvalid", ErrorCategory.InvalidData, $"holds no schema: {exception.Message} Nothing was sent.", exception);
        }
    }
}

using System;
using System.IO;
using System.Linq;
using Azure.Identity;

namespace Graph.SyncJob.Client.Authentication;

/// <summary>
/// Which account of the encrypted token cache a user signed in with: a name and ids, no secret. The cache itself is Azure.Identity's and
/// the platform's: DPAPI, Keychain, or the Linux keyring.
/// </summary>
internal sealed class RememberedAccount
{
    public const string CacheName = "Graph.SyncJob";

    private readonly string _path;

    private RememberedAccount(string path) => _path = path;

    public static RememberedAccount Of(Uri? authorityHost, string? tenantId, string clientId)
    {
        var name = string.Join("_", authorityHost?.Host ?? "default", tenantId ?? "organizations", clientId);
        var file = new string([.. name.Select(character => char.IsLetterOrDigit(character) || character is '.' or '-' or '_' ? character : '-')]);
        return new RememberedAccount(Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), CacheName, file + ".account.json"));
    }

    public AuthenticationRecord? Read()
    {
        try
        {
            using var stream = File.OpenRead(_path);
            return AuthenticationRecord.Deserialize(stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException or System.Text.Json.JsonException)
        {
            // Nobody yet, or nothing readable: the user is asked, and it is written anew.
            return null;
        }
    }

    public void Write(AuthenticationRecord record)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        using var stream = File.Create(_path);
        record.Serialize(stream);
    }
}

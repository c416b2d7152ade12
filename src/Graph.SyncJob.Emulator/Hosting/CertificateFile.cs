using System;
using System.IO;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Hosting;

/// <summary>The file that clients are pointed to with SSL_CERT_FILE.</summary>
internal static class CertificateFile
{
    public static async Task WriteAsync(string path, string pem)
    {
        try
        {
            await File.WriteAllTextAsync(path, pem).ConfigureAwait(false);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorStartException($"the certificate cannot be written to '{path}': {unwritable.Message}");
        }
    }
}

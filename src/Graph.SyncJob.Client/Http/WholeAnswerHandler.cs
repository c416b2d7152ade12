using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Graph.SyncJob.Client.Http;

/// <summary>Waits for the whole answer, within the time and the size that one may have, so that no step above waits for a body that trickles in.</summary>
internal sealed class WholeAnswerHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            if (response.Content is { } content)
            {
                var whole = new ByteArrayContent(await ReadAsync(content, response.IsSuccessStatusCode, cancellationToken).ConfigureAwait(false));
                foreach (var header in content.Headers)
                {
                    whole.Headers.TryAddWithoutValidation(header.Key, header.Value);
                }

                response.Content = whole;
                content.Dispose();
            }

            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Opens a body, on every runtime.</summary>
    public static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken) =>
#if NET
        content.ReadAsStreamAsync(cancellationToken);
#else
        content.ReadAsStreamAsync();
#endif

    private static async Task<byte[]> ReadAsync(HttpContent content, bool isSuccess, CancellationToken cancellationToken)
    {
        using var stream = await OpenAsync(content, cancellationToken).ConfigureAwait(false);
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
            {
                whole.Write(buffer, 0, read);
                if (whole.Length > GraphPipeline.LargestAnswer)
                {
                    throw Failures.TooLarge();
                }
            }
        }
        catch (Exception exception) when (!isSuccess && exception is (IOException or HttpRequestException or InvalidDataException))
        {
            // The status of a failure is known, and tells more than that its body broke off.
        }

        return whole.ToArray();
    }
}

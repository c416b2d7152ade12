using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Graph.SyncJob.Client.Http;

/// <summary>Several requests as one, and its answer as theirs (<c>POST /$batch</c>).</summary>
/// <remarks>
/// The SDK's own BatchRequestContent begins above the pipeline, where each part would have to give up its retries, its limits and its trace.
/// Here a part goes through all steps as any request does, and joins the others only for the way.
/// </remarks>
/// <seealso href="https://learn.microsoft.com/graph/json-batching">JSON batching</seealso>
internal static class Batch
{
    /// <summary>How many parts Graph takes at once.</summary>
    public const int MostParts = 20;

    // The envelope has these, or they mean nothing within it.
    private static readonly string[] OfTheEnvelope = ["Authorization", "User-Agent", "SdkVersion", "Accept-Encoding", "Host", "Expect", "Transfer-Encoding"];

    // Graph takes five of them in ten seconds, and the whole batch is as slow as the slowest.
    private const string OnDemand = "provisionOnDemand";

    /// <summary>Whether a request may travel with others: not what carries secrets, nor what provisions on demand.</summary>
    public static bool Takes(HttpRequestMessage request) =>
        !SecretAddresses.Include(request) && !OnDemand.Equals(request.RequestUri!.Segments.Last(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Puts requests into an envelope. They are of one version, and their bodies are JSON.</summary>
    public static HttpRequestMessage Write(IReadOnlyList<HttpRequestMessage> parts)
    {
        var address = parts[0].RequestUri!;
        var version = Version(address);
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartArray("requests");
            for (var index = 0; index < parts.Count; index++)
            {
                Write(json, parts[index], Id(index), version);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var envelope = new HttpRequestMessage(HttpMethod.Post, new Uri(address, version + "$batch")) { Content = content };
        var contexts = parts.Select(CallContext.Of).ToList();
        new CallContext
        {
            Answer = Answer.Json,
            IsRepeatable = false,
            Budget = contexts[0].Budget,
            Observer = contexts[0].Observer,
            Sending = () => contexts.ForEach(context => context.Sending?.Invoke()),
        }.AttachTo(envelope);
        return envelope;
    }

    /// <summary>The answers to the parts, in their order; null for one that the answer leaves out.</summary>
    /// <exception cref="HttpRequestException">It is no answer to a batch: what became of the parts is not known.</exception>
    public static async Task<HttpResponseMessage?[]> ReadAsync(HttpResponseMessage answer, int count)
    {
        var body = answer.Content is null ? [] : await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);

        // When the whole was refused, so was each part, in the same words.
        return answer.StatusCode == HttpStatusCode.OK
            ? Read(body, count, answer.Headers.Date)
            : [.. Enumerable.Range(0, count).Select(_ => Copy(answer, body))];
    }

    // "/v1.0/" of "/v1.0/applications/…".
    private static string Version(Uri address) => address.Segments[0] + address.Segments[1];

    private static ReadOnlySpan<byte> EmptyBody => "{}"u8;

    private static string Id(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, HttpRequestMessage part, string id, string version)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("method", part.Method.Method);
        json.WriteString("url", part.RequestUri!.PathAndQuery.AsSpan(version.Length - 1));
        json.WriteStartObject("headers");
        foreach (var header in part.Headers.Where(header => !OfTheEnvelope.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            json.WriteString(header.Key, string.Join(", ", header.Value));
        }

        // Graph refuses a batch in which a request that could have a body has none.
        var isWrite = part.Method != HttpMethod.Get && part.Method != HttpMethod.Delete;
        if (isWrite)
        {
            json.WriteString("Content-Type", "application/json");
        }

        json.WriteEndObject();
        if (isWrite)
        {
            var body = part.Content is { } content ? Read(content) : default;
            json.WritePropertyName("body");
            json.WriteRawValue(body.IsEmpty ? EmptyBody : body.Span);
        }

        json.WriteEndObject();
    }

    // It is there already: our bodies are made before they are sent.
    private static ReadOnlyMemory<byte> Read(HttpContent content)
    {
        using var copy = new MemoryStream();
        content.CopyToAsync(copy).GetAwaiter().GetResult();
        return copy.ToArray();
    }

    private static HttpResponseMessage?[] Read(byte[] body, int count, DateTimeOffset? date)
    {
        var answers = new HttpResponseMessage?[count];
        try
        {
            using var document = JsonDocument.Parse(body);
            foreach (var part in document.RootElement.GetProperty("responses").EnumerateArray())
            {
                if (int.TryParse(part.GetProperty("id").GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                    && id >= 1
                    && id <= count
                    && part.GetProperty("status").TryGetInt32(out var status)
                    && status is >= 100 and <= 599)
                {
                    var response = Read(part, (HttpStatusCode)status);

                    // What time it is over there, the envelope says for all of them.
                    response.Headers.Date ??= date;
                    answers[id - 1] = response;
                }
            }

            return answers;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new HttpRequestException("The answer to a batch could not be understood.", exception);
        }
    }

    private static HttpResponseMessage Read(JsonElement part, HttpStatusCode status)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
        if (part.TryGetProperty("body", out var body) && body.ValueKind != JsonValueKind.Null)
        {
            response.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.GetRawText()));
            response.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        if (part.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Object)
        {
            foreach (var header in headers.EnumerateObject())
            {
                Add(response, header.Name, header.Value.ToString());
            }
        }

        return response;
    }

    private static void Add(HttpResponseMessage response, string name, string value)
    {
        if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
        {
            response.Content.Headers.ContentType = MediaTypeHeaderValue.TryParse(value, out var type) ? type : null;
        }
        else if (!name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static HttpResponseMessage Copy(HttpResponseMessage answer, byte[] body)
    {
        var copy = new HttpResponseMessage(answer.StatusCode) { ReasonPhrase = answer.ReasonPhrase, Content = new ByteArrayContent(body) };
        copy.Content.Headers.ContentType = answer.Content?.Headers.ContentType;
        foreach (var header in answer.Headers)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return copy;
    }
}

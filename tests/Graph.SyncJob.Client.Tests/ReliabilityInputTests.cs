using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;
using Graph.SyncJob.Client.Authentication;
using Graph.SyncJob.Client.Http;
using Graph.SyncJob.Commands;
using Graph.SyncJob.Identity;
using Graph.SyncJob.Port;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Client.Tests;

/// <summary>
/// A hundred thousand hostile inputs, from both sides: whatever comes, it is taken or refused in the way that is documented, and no request
/// goes where it should not.
/// </summary>
public sealed class ReliabilityInputTests
{
    private const long Cases = 25_000;

    private static readonly Uri Root = new("https://graph.example");

    private static readonly Gen<string> Any = Gen.OneOf(
        Gen.String,
        Gen.Char[' ', '~'].Array[0, 60].Select(characters => new string(characters)),
        Gen.OneOf(
            "", ".", "..", "/", "\\", "a/b", "a/b/c", "../../me", "%2e%2e", "%2F", "?", "#", "a\r\nX-Injected: 1", "\0", "\ud800", "\u202e", "//evil.example/x", "https://evil.example/",
            "$batch", "(appId='x')", "ApplicationId", "00000000-0000-0000-0000-000000000000", new string('x', 600), new string('/', 5000)));

    private static readonly Gen<string> Name = Gen.OneOf(
        Gen.OneOf("ApplicationId", "applicationid", "ServicePrincipalId", "SynchronizationJobId", "AppId", "Id", "id", "OwnerId", "ApiVersion", "", "Keys", "Count", "PSObject"), Any);

    // What people, and those who mean harm, put where an id should be.
    private static readonly Gen<object?> Value = Gen.Recursive<object?>((depth, inner) => depth > 3
        ? Any.Select(text => (object?)text)
        : Gen.Frequency(
            (8, Any.Select(text => (object?)text)),
            (1, Gen.Guid.Select(id => (object?)id)),
            (1, Gen.Bool.Select(_ => (object?)null)),
            (1, Gen.Int.Select(number => (object?)number)),
            (1, Gen.Bool.Select(flag => (object?)flag)),
            (1, inner.Array[0, 3].Select(items => (object?)items)),
            (1, Table(inner))));

    private static readonly Gen<string> Json = Gen.Recursive<string>((depth, inner) => depth > 4
        ? Scalar
        : Gen.Frequency(
            (3, Scalar),
            (2, Gen.Select(PropertyName, inner).Array[0, 5].Select(pairs => "{" + string.Join(',', pairs.Select(pair => $"{JsonSerializer.Serialize(pair.Item1)}:{pair.Item2}")) + "}")),
            (1, inner.Array[0, 4].Select(items => "[" + string.Join(',', items) + "]"))));

    // What the readers look for, with whatever in the place of each value.
    private static readonly Gen<string> Shaped = Gen.OneOf(
        Fill("""{"error":{"code":@,"message":@,"innerError":{"date":@,"request-id":@}}}"""),
        Fill("""{"id":@,"schedule":{"state":@,"interval":@},"status":{"code":@,"quarantine":{"currentBegan":@},"progress":[{"completedUnits":@,"progressObservationDateTime":@}]}}"""),
        Fill("""{"id":@,"status":@,"headers":{"Retry-After":@,"Content-Type":@,"Location":@},"body":@}""").Array[1, 5].Select(parts => $$"""{"responses":[{{string.Join(',', parts)}}]}"""),
        Fill("""{"value":[{"id":@},@],"@odata.nextLink":@}"""),
        Fill("""{"key":@,"value":@}"""),
        Fill("""{"tid":@,"upn":@,"exp":@,"scp":@,"roles":[@,@]}"""));

    private static readonly Gen<byte[]> Body = Gen.Frequency(
        (3, Json.Select(Encoding.UTF8.GetBytes)),
        (4, Shaped.Select(Encoding.UTF8.GetBytes)),
        (2, Gen.Select(Json, Gen.Int[0, 60]).Select((json, cut) => Encoding.UTF8.GetBytes(json[..Math.Min(cut, json.Length)]))),
        (1, Gen.Byte.Array[0, 80]),
        (1, Gen.OneOf("", "<!DOCTYPE html><html>x</html>", "\uFEFF{}", "null", "12", new string('[', 500), "{\"error\":" + new string('{', 200)).Select(Encoding.UTF8.GetBytes)));

    private static readonly Gen<(string Name, string Value)> Header = Gen.Select(
        Gen.OneOf("Retry-After", "Date", "Location", "WWW-Authenticate", "Content-Type", "request-id", "client-request-id", "Content-Encoding", "ETag", "X-Other"),
        Gen.OneOf(
            Any,
            Gen.OneOf(
                "0", "-1", "1", "120", "99999999999999999999", "2147483647", "Sun, 01 Nov 2026 12:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT",
                "https://evil.example/", "Bearer claims=\"eyJhIjoxfQ==\"", "Bearer claims=\"====\"", "Bearer claims=\"/w==\"", "application/json", "application/json; charset=utf-7", "text/plain", "gzip")));

    private static readonly Gen<(int Status, (string Name, string Value)[] Headers, byte[] Body)> Response = Gen.Select(
        Gen.OneOf(Gen.OneOf(200, 201, 204, 302, 401, 404, 429, 503, 504), Gen.Int[200, 599]), Header.Array[0, 4], Body);

    private static Gen<string> PropertyName => Gen.OneOf(
        Gen.OneOf(
            "error", "code", "message", "innerError", "request-id", "date", "value", "id", "status", "schedule", "state", "progress", "quarantine", "currentBegan", "interval",
            "@odata.nextLink", "@odata.count", "responses", "headers", "body", "synchronizationRules", "directories", "objectMappings", "key", "Retry-After", "exp", "tid", "roles"),
        Gen.String[0, 8].Where(text => !text.Any(char.IsSurrogate)));

    private static Gen<string> Scalar => Gen.OneOf(
        Gen.OneOf(
            "null", "true", "0", "-1", "1e400", "1.5", "204", "429", "9999999999999999999999", "\"\"", "\"\\ud800\"", "\"Active\"", "\"P1D\"", "\"P999999999999D\"",
            "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999+14:00\"", "\"<html>\"", "\"https://evil.example/v1.0/x\"", "\"1\"", "\"2\"", "\"text/html\"", "\"a, b\\r\\nc\""),
        Gen.Int.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Any.Select(text => JsonSerializer.Serialize(text)));

    // Each @ before a comma or a brace is the place of a value.
    private static Gen<string> Fill(string form)
    {
        var pieces = System.Text.RegularExpressions.Regex.Split(form, "@(?=[,}\\]])");
        return Scalar.Array[pieces.Length - 1].Select(values => string.Concat(pieces.Select((piece, index) => index == 0 ? piece : values[index - 1] + piece)));
    }

    [Fact]
    public void Whatever_names_a_job_is_one_segment_of_the_path_or_is_refused()
    {
        var service = new Service();
        using var client = service.Client();
        Gen.Select(Gen.OneOf(Table(Value), Value, Value.Select(value => value is null ? null : (object?)new PSObject(value))), Gen.Bool).Sample(
            (given, isApplication) =>
            {
                var kind = isApplication ? OwnerKind.Application : OwnerKind.ServicePrincipal;
                JobIdentity job;
                try
                {
                    job = JobIdentity.Of(given is null ? null : IdentityReader.Read(given), kind, "Other-Cmdlet");
                }
                catch (IdentityException refusal)
                {
                    return refusal.ErrorId.StartsWith("Identity", StringComparison.Ordinal) && refusal.Message.Length is > 10 and < 20_000;
                }

                if (job.Owner.Id is not { } owner)
                {
                    return job.Owner.AppId is not null;
                }

                client.StartJobAsync(new JobAddress(kind, owner, job.JobId), new CallOptions(), CancellationToken.None).GetAwaiter().GetResult();
                return service.Last!.GetLeftPart(UriPartial.Authority) == Root.GetLeftPart(UriPartial.Authority)
                    && service.Last.Query.Length == 0
                    && service.Last.AbsolutePath.Split('/') is ["", "v1.0", var kinds, var first, "synchronization", "jobs", var second, "start"]
                    && kinds == (isApplication ? "applications" : "servicePrincipals")
                    && (Uri.UnescapeDataString(first), Uri.UnescapeDataString(second)) == (owner, job.JobId);
            },
            iter: Cases,
            threads: 1);
    }

    [Fact]
    public void Whatever_is_given_as_a_header_is_one_header_or_is_refused() => Gen.Select(Name, Value).Sample(
        (name, value) =>
        {
            if (RequestHeaders.Read(name, value, out var header) is { } fault)
            {
                return fault.Length is > 10 and < 2000;
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, Root);
            request.Headers.Add(header.Key, header.Value);
            return header.Key.All(char.IsAscii)
                && header.Value.All(text => !text.Any(char.IsControl) || text.Contains('\t', StringComparison.Ordinal))
                && request.Headers.Authorization is null
                && request.Headers.Host is null;
        },
        iter: Cases,
        threads: 1);

    [Fact]
    public void Whatever_Graph_answers_is_an_object_or_a_documented_error()
    {
        var service = new Service();
        using var client = service.Client();
        var job = new JobAddress(OwnerKind.Application, "app-1", "job-1");
        var options = new CallOptions { MaxRetry = 0 };
        Func<Task>[] calls =
        [
            () => client.StartJobAsync(job, options, CancellationToken.None),
            () => client.GetJobAsync(job, Selection.AllProperties, options, CancellationToken.None),
            () => client.ListJobsAsync(job.OwnerKind, job.OwnerId, new ListQuery(null, null, Selection.AllProperties, false), null, options, CancellationToken.None),
            () => client.CountJobsAsync(job.OwnerKind, job.OwnerId, null, options, CancellationToken.None),
            () => client.GetSchemaAsync(job, Selection.AllProperties, options, CancellationToken.None),
            () => client.GetSchemaTextAsync(job, options, CancellationToken.None),
            () => client.CreateJobAsync(job.OwnerKind, job.OwnerId, new MicrosoftGraphSynchronizationJob(), options, CancellationToken.None),
            () => client.UpdateJobAsync(job, new MicrosoftGraphSynchronizationJob(), options, CancellationToken.None),
            () => client.DeleteJobAsync(job, options, CancellationToken.None),
            () => client.ProvisionOnDemandAsync(job, new ProvisionOnDemandPostRequestBody(), options, CancellationToken.None),
        ];
        Gen.Select(Response, Gen.Int[0, calls.Length - 1]).Sample(
            (response, call) =>
            {
                service.Answer = response;
                try
                {
                    calls[call]().GetAwaiter().GetResult();
                }
                catch (GraphRequestException failure)
                {
                    Assert.Matches("^[\\p{L}\\p{Nd}_.-]{1,128}$", failure.Code);
                    Assert.DoesNotContain(failure.Message, char.IsControl);
                    Assert.InRange(failure.Message.Length, 1, 10_000);
                }

                return service.Last!.Host == Root.Host;
            },
            iter: Cases,
            threads: 1);
    }

    [Fact]
    public void Whatever_stands_in_for_a_batch_is_as_many_answers_or_none() => Gen.Select(Response, Gen.Int[1, 20]).Sample(
        (response, count) =>
        {
            using var answer = Service.Message(response);
            try
            {
                var answers = Batch.ReadAsync(answer, count).GetAwaiter().GetResult();
                return answers.Length == count && answers.All(part => part is null || (RetryAfter.Of(part, DateTimeOffset.UnixEpoch) ?? TimeSpan.Zero) >= TimeSpan.Zero);
            }
            catch (HttpRequestException)
            {
                return true;
            }
        },
        iter: Cases,
        threads: 1);

    [Fact]
    public void Whatever_a_token_says_of_itself_it_is_one() => Gen.Select(Body, Any, Gen.Int[0, 5]).Sample(
        (claims, other, form) =>
        {
            var payload = form switch { 0 => other, 1 => Convert.ToBase64String(claims), _ => Convert.ToBase64String(claims).Replace('+', '-').Replace('/', '_').TrimEnd('=') };
            var token = form == 2 ? other : $"eyJ.{payload}.sig";
            var described = TokenClaims.Describe(token, DateTimeOffset.MaxValue);
            return described.Roles.All(role => role is not null) && (TokenClaims.ExpiresOn(token)?.Year ?? 2026) is >= 1970 and <= 9999;
        },
        iter: Cases,
        threads: 1);

    [Fact]
    public void Whatever_a_file_holds_it_is_a_schema_or_says_where_it_is_none() => Json.Sample(
        json =>
        {
            try
            {
                return GraphJson.ReadSchema(json) is { SynchronizationRules: not null } or { Directories: not null };
            }
            catch (FormatException refusal)
            {
                return refusal.Message.Length is > 5 and <= 501 && !refusal.Message.Any(char.IsControl);
            }
        },
        iter: Cases,
        threads: 1);

    private static Gen<object?> Table(Gen<object?> value) => Gen.Select(Name, value).Array[0, 5].Select(pairs =>
    {
        var table = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, item) in pairs)
        {
            table[name] = item;
        }

        return (object?)table;
    });

    /// <summary>A Graph in this process, behind the whole way of a request.</summary>
    private sealed class Service : HttpMessageHandler, IBorrowedSession
    {
        private readonly HttpClient _client;

        public Service() => _client = new HttpClient(this);

        public (int Status, (string Name, string Value)[] Headers, byte[] Body) Answer { get; set; } = (204, [], []);

        public Uri? Last { get; private set; }

        public IReadOnlyDictionary<string, object> SendOnceOptions { get; } = new Dictionary<string, object>();

        public static HttpResponseMessage Message((int Status, (string Name, string Value)[] Headers, byte[] Body) answer)
        {
            var message = new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = new ByteArrayContent(answer.Body) };
            message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            foreach (var (name, value) in answer.Headers)
            {
                // The transport lets no line break through, and splits headers by their names.
                if (!value.Any(character => character is '\r' or '\n' or '\0') && !message.Headers.TryAddWithoutValidation(name, value))
                {
                    message.Content.Headers.Remove(name);
                    message.Content.Headers.TryAddWithoutValidation(name, value);
                }
            }

            return message;
        }

        public GraphSynchronizationClient Client()
        {
            var settings = new ConnectionSettings(Root, new SignIn.Default());
            var clock = new FakeTimeProvider();
            return new GraphSynchronizationClient(settings, new SessionSignIn(), GraphPipeline.Create(settings, this, clock), clock);
        }

        HttpClient IBorrowedSession.Client() => _client;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Last = request.RequestUri;
            return Task.FromResult(Message(Answer));
        }
    }
}

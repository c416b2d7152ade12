using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

public sealed class JobTests : EmulatorTest
{
    [Theory]
    [InlineData(SeedTenant.Workday.ServicePrincipalId, SeedTenant.Workday.JobId, "Workday2AAD", "Active", "Active")]
    [InlineData(SeedTenant.Salesforce.ServicePrincipalId, SeedTenant.Salesforce.JobId, "salesforce", "Quarantine", "Active")]
    [InlineData(SeedTenant.Box.ServicePrincipalId, SeedTenant.Box.JobId, "BoxOutDelta", "Paused", "Paused")]
    [InlineData(SeedTenant.ServiceNow.ServicePrincipalId, SeedTenant.ServiceNow.JobId, "servicenow", "NotRun", "Disabled")]
    [InlineData(SeedTenant.Slack.ServicePrincipalId, SeedTenant.Slack.JobId, "slackOutDelta", "NotConfigured", "Disabled")]
    [InlineData(SeedTenant.GitHub.ServicePrincipalId, SeedTenant.GitHub.JobId, "gitHubEnterpriseCloud", "Active", "Active")]
    public async Task The_seeded_tenant_has_a_job_in_every_state(string owner, string jobId, string template, string code, string schedule)
    {
        var job = await GetAsync(Job(owner, jobId));

        Assert.Equal($"{Server.Address}v1.0/$metadata#servicePrincipals('{owner}')/synchronization/jobs/$entity", (string?)job["@odata.context"]);
        Assert.Equal(jobId, (string?)job["id"]);
        Assert.Equal(template, (string?)job["templateId"]);
        Assert.Equal(code, (string?)job["status"]!["code"]);
        Assert.Equal(schedule, (string?)job["schedule"]!["state"]);
    }

    [Fact]
    public async Task An_active_job_is_complete()
    {
        var job = await GetAsync(Job(SeedTenant.Workday.ServicePrincipalId, SeedTenant.Workday.JobId));
        var status = job["status"]!;

        Assert.Equal(["@odata.context", "id", "templateId", "schedule", "status", "synchronizationJobSettings"], job.Select(property => property.Key));
        Assert.Equal("""{"expiration":null,"interval":"PT40M","state":"Active"}""", job["schedule"]!.ToJsonString());
        Assert.Equal("QuarantineTooManyDeletesThreshold", (string?)job["synchronizationJobSettings"]![0]!["name"]);
        Assert.Equal(
            ["countSuccessiveCompleteFailures", "escrowsPruned", "code", "lastExecution", "lastSuccessfulExecution", "lastSuccessfulExecutionWithExports",
                "quarantine", "steadyStateFirstAchievedTime", "steadyStateLastAchievedTime", "troubleshootingUrl", "progress", "synchronizedEntryCountByType"],
            status.AsObject().Select(property => property.Key));
        Assert.Equal(
            ["activityIdentifier", "countEntitled", "countEntitledForProvisioning", "countEscrowed", "countEscrowedRaw", "countExported", "countExports",
                "countImported", "countImportedDeltas", "countImportedReferenceDeltas", "state", "error", "timeBegan", "timeEnded"],
            status["lastExecution"]!.AsObject().Select(property => property.Key));
        Assert.Equal("2026-03-14T09:02:53Z", (string?)status["lastExecution"]!["timeEnded"]);
        Assert.Equal("users", (string?)status["progress"]![0]!["units"]);
        Assert.Equal("User", (string?)status["synchronizedEntryCountByType"]![0]!["key"]);
        Assert.Null(status["quarantine"]);
    }

    [Fact]
    public async Task A_job_in_quarantine_says_why_and_since_when()
    {
        var job = await GetAsync(Job(SeedTenant.Salesforce.ServicePrincipalId, SeedTenant.Salesforce.JobId));
        var quarantine = job["status"]!["quarantine"]!;

        Assert.Equal("EncounteredQuarantineException", (string?)quarantine["reason"]);
        Assert.Equal("2026-03-13T09:26:53Z", (string?)quarantine["currentBegan"]);
        Assert.Equal("2026-03-14T12:26:53Z", (string?)quarantine["nextAttempt"]);
        Assert.Equal("2026-03-12T09:26:53Z", (string?)quarantine["seriesBegan"]);
        Assert.Equal(6, (int?)quarantine["seriesCount"]);
        Assert.NotNull(quarantine["error"]!["code"]);
        Assert.NotNull(quarantine["error"]!["message"]);
        Assert.True((bool?)quarantine["error"]!["tenantActionable"]);
    }

    [Fact]
    public async Task A_job_with_entry_level_errors_counts_its_escrows()
    {
        var job = await GetAsync(Job(SeedTenant.GitHub.ServicePrincipalId, SeedTenant.GitHub.JobId));
        var last = job["status"]!["lastExecution"]!;

        Assert.Equal("EntryLevelErrors", (string?)last["state"]);
        Assert.Equal(4, (int?)last["countEscrowed"]);
    }

    [Fact]
    public async Task Unset_times_are_the_first_of_january_of_the_year_one()
    {
        var job = await GetAsync(Job(SeedTenant.ServiceNow.ServicePrincipalId, SeedTenant.ServiceNow.JobId));

        Assert.Equal(UnsetTime, (string?)job["status"]!["steadyStateFirstAchievedTime"]);
        Assert.Null(job["status"]!["lastExecution"]);
    }

    [Fact]
    public async Task A_job_is_the_same_job_under_the_application_and_under_its_service_principal()
    {
        await PostAsync($"v1.0/applications/{SeedTenant.Box.ApplicationId}/synchronization/jobs/{SeedTenant.Box.JobId}/start");
        var job = await GetAsync($"beta/servicePrincipals/{SeedTenant.Box.ServicePrincipalId}/synchronization/jobs/{SeedTenant.Box.JobId}");

        Assert.Equal("Active", (string?)job["status"]!["code"]);
    }

    [Fact]
    public async Task Jobs_are_listed_in_pages_that_survive_a_delete()
    {
        var owner = SeedTenant.Dropbox.ServicePrincipalId;
        Assert.Empty((await GetAsync(Jobs(owner)))["value"]!.AsArray());
        var ids = new[] { await CreateAsync(owner), await CreateAsync(owner), await CreateAsync(owner) };

        var first = await GetAsync($"{Jobs(owner)}?$top=1&$select=id,status");
        (await Client.DeleteAsync(Job(owner, ids[0]), Cancellation)).Dispose();
        var second = await GetAsync((string)first["@odata.nextLink"]!);
        var third = await GetAsync((string)second["@odata.nextLink"]!);

        Assert.Equal(ids, new[] { first, second, third }.Select(page => (string)page["value"]![0]!["id"]!));
        Assert.Equal(["id", "status"], first["value"]![0]!.AsObject().Select(property => property.Key));
        Assert.Null(third["@odata.nextLink"]);
        Assert.Equal("2", await Client.GetStringAsync($"{Jobs(owner)}/$count", Cancellation));
    }

    [Fact]
    public Task Selecting_what_a_job_does_not_have_is_refused() => RefusedAsync(
        HttpMethod.Get, $"{Jobs(SeedTenant.Box.ServicePrincipalId)}?$select=id,state", HttpStatusCode.BadRequest, "BadRequest", "'state'");

    [Fact]
    public Task Filtering_jobs_is_refused() => RefusedAsync(
        HttpMethod.Get, $"{Jobs(SeedTenant.Box.ServicePrincipalId)}?$filter=id eq 'x'", HttpStatusCode.BadRequest, "Request_UnsupportedQuery", "$filter");

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/start")]
    [InlineData("POST", "/pause")]
    [InlineData("POST", "/restart")]
    public async Task A_job_that_is_not_there_is_not_found(string method, string action)
    {
        var other = SeedTenant.Slack.JobId;
        await RefusedAsync(
            new(method), Job(SeedTenant.Box.ServicePrincipalId, other) + action, HttpStatusCode.NotFound, "Request_ResourceNotFound", other);
        await RefusedAsync(
            new(method), Job("nobody", SeedTenant.Box.JobId) + action, HttpStatusCode.NotFound, "Request_ResourceNotFound", "nobody");
    }

    [Fact]
    public Task Job_ids_are_compared_with_regard_to_case() => RefusedAsync(
        HttpMethod.Get,
        Job(SeedTenant.Box.ServicePrincipalId, SeedTenant.Box.JobId.ToUpperInvariant()),
        HttpStatusCode.NotFound,
        "Request_ResourceNotFound",
        "BOXOUTDELTA");

    [Fact]
    public async Task A_created_job_is_not_configured_and_has_no_schedule()
    {
        using var content = Json("""{"@odata.type":"#microsoft.graph.synchronizationJob","templateId":"BoxOutDelta"}""");
        using var response = await Client.PostAsync(Jobs(SeedTenant.Dropbox.ServicePrincipalId), content, Cancellation);
        var job = await BodyAsync(response);
        var id = (string)job["id"]!;

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.StartsWith("BoxOutDelta.6855a1b4381643d2bf35178317e72fb0.", id, StringComparison.Ordinal);
        Assert.True(Guid.TryParseExact(id.Split('.')[2], "D", out _));
        Assert.Equal("""{"expiration":null,"interval":"P10675199DT2H48M5.4775807S","state":"Disabled"}""", job["schedule"]!.ToJsonString());
        Assert.Equal("NotConfigured", (string?)job["status"]!["code"]);
        Assert.Equal(UnsetTime, (string?)job["status"]!["steadyStateLastAchievedTime"]);
        Assert.True(JsonNode.DeepEquals(job, await GetAsync(response.Headers.Location!.ToString())));
    }

    [Theory]
    [InlineData("""{"templateId":"NoSuchTemplate"}""", "NoSuchTemplate")]
    [InlineData("""{"templateId":"boxoutdelta"}""", "boxoutdelta")]
    [InlineData("""{"templateId":5}""", "templateId")]
    [InlineData("""{"templateId":null}""", "templateId")]
    [InlineData("{}", "templateId")]
    [InlineData("""{"templateId":"BoxOutDelta","template":"x"}""", "'template'")]
    [InlineData("""{"templateId":""", "JSON")]
    [InlineData("""{"templateId":"BoxOutDelta","templateId":"salesforce"}""", "JSON")]
    [InlineData("""["BoxOutDelta"]""", "JSON")]
    [InlineData("", "JSON")]
    public async Task A_bad_body_creates_nothing(string body, string message)
    {
        using var content = Json(body);
        await RefusedAsync(HttpMethod.Post, Jobs(SeedTenant.Dropbox.ServicePrincipalId), HttpStatusCode.BadRequest, "BadRequest", message, content);

        Assert.Equal(6, Server.Jobs.Count);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    public async Task A_body_that_is_not_json_is_not_read(string mediaType)
    {
        using var content = new StringContent("""{"templateId":"BoxOutDelta"}""", Encoding.UTF8, mediaType);
        await RefusedAsync(
            HttpMethod.Post, Jobs(SeedTenant.Dropbox.ServicePrincipalId), HttpStatusCode.UnsupportedMediaType, "UnsupportedMediaType", mediaType, content);
    }

    [Fact]
    public async Task A_deleted_job_is_gone()
    {
        var path = Job(SeedTenant.Box.ServicePrincipalId, SeedTenant.Box.JobId);
        using var response = await Client.DeleteAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        await SendAsync(HttpMethod.Get, path, HttpStatusCode.NotFound);
        await SendAsync(HttpMethod.Delete, path, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Many_clients_at_once_lose_no_start()
    {
        var path = $"{Job(SeedTenant.Box.ServicePrincipalId, SeedTenant.Box.JobId)}/start";
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => PostAsync(path)));

        var job = Server.Jobs.Single(job => job.JobId == SeedTenant.Box.JobId);
        Assert.Equal(100, job.Starts);
        Assert.Equal(99, job.StartsWhileRunning);
        Assert.Equal(100, Server.Requests.Count);
    }

    private async Task<string> CreateAsync(string owner)
    {
        using var content = Json("""{"templateId":"scim"}""");
        return (string)(await SendAsync(HttpMethod.Post, Jobs(owner), HttpStatusCode.Created, content))["id"]!;
    }
}

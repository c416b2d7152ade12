using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace Graph.SyncJob.Emulator.Tests;

public sealed class TemplateTests : EmulatorTest
{
    private static string Templates(string servicePrincipalId) => $"v1.0/servicePrincipals/{servicePrincipalId}/synchronization/templates";

    [Theory]
    [InlineData(SeedTenant.Box.ServicePrincipalId, "BoxOutDelta")]
    [InlineData(SeedTenant.Workday.ServicePrincipalId, "Workday2AAD")]
    [InlineData(SeedTenant.Dropbox.ServicePrincipalId, "DropboxSCIMOutDelta")]
    public async Task An_application_lists_the_template_that_fits_it(string owner, string templateId)
    {
        var templates = (await GetAsync(Templates(owner)))["value"]!.AsArray();

        Assert.Equal([templateId], templates.Select(template => (string?)template!["id"]));
        Assert.Equal("1", await Client.GetStringAsync($"{Templates(owner)}/$count", Cancellation));
    }

    [Fact]
    public async Task A_template_is_complete_and_the_same_under_both_owners()
    {
        var template = await GetAsync($"{Templates(SeedTenant.Box.ServicePrincipalId)}/BoxOutDelta");
        var other = await GetAsync($"beta/applications/{SeedTenant.Box.ApplicationId}/synchronization/templates('BoxOutDelta')");

        Assert.Equal(
            ["@odata.context", "id", "applicationId", "default", "description", "discoverable", "factoryTag", "metadata"],
            template.Select(property => property.Key));
        Assert.Equal(SeedTenant.Box.AppId, (string?)template["applicationId"]);
        Assert.Equal("GalleryApplicationIdentifier", (string?)template["metadata"]![0]!["key"]);
        Assert.Equal(template["metadata"]!.ToJsonString(), other["metadata"]!.ToJsonString());
    }

    [Fact]
    public async Task A_new_job_starts_from_the_schema_of_its_template()
    {
        var owner = SeedTenant.Dropbox.ServicePrincipalId;
        using var content = Json("""{"templateId":"DropboxSCIMOutDelta"}""");
        var job = await SendAsync(HttpMethod.Post, Jobs(owner), HttpStatusCode.Created, content);
        var schema = await GetAsync($"{Job(owner, (string)job["id"]!)}/schema");
        var template = await GetAsync($"{Templates(owner)}/DropboxSCIMOutDelta/schema");

        Assert.Equal((string?)job["id"], (string?)schema["id"]);
        Assert.Equal("DropboxSCIMOutDelta", (string?)template["id"]);
        Assert.Equal(template["synchronizationRules"]!.ToJsonString(), schema["synchronizationRules"]!.ToJsonString());
        Assert.Equal(2, schema["synchronizationRules"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_template_of_another_application_is_not_found_until_a_job_is_made_from_it()
    {
        var path = $"{Templates(SeedTenant.Dropbox.ServicePrincipalId)}/BoxOutDelta";
        await RefusedAsync(HttpMethod.Get, path, HttpStatusCode.NotFound, "Request_ResourceNotFound", "BoxOutDelta");

        using var content = Json("""{"templateId":"BoxOutDelta"}""");
        await SendAsync(HttpMethod.Post, Jobs(SeedTenant.Dropbox.ServicePrincipalId), HttpStatusCode.Created, content);

        Assert.Equal("BoxOutDelta", (string?)(await GetAsync(path))["id"]);
    }

    [Fact]
    public async Task A_template_can_be_changed_and_reset_and_so_shape_what_a_job_goes_back_to()
    {
        var template = $"{Templates(SeedTenant.Box.ServicePrincipalId)}/BoxOutDelta/schema";
        var job = $"{Job(SeedTenant.Box.ServicePrincipalId, SeedTenant.Box.JobId)}/schema";
        await ChangeAsync(HttpMethod.Patch, template, """{"synchronizationRules":[]}""");
        await ChangeAsync(HttpMethod.Delete, job);
        Assert.Empty((await GetAsync(job))["synchronizationRules"]!.AsArray());

        await ChangeAsync(HttpMethod.Delete, template);
        Assert.Equal(2, (await GetAsync(template))["synchronizationRules"]!.AsArray().Count);
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Graph.SyncJob.Emulator.Admin;
using Graph.SyncJob.Emulator.Api;
using Graph.SyncJob.Emulator.Entra;
using Graph.SyncJob.Emulator.Faults;
using Graph.SyncJob.Emulator.Hosting;
using Graph.SyncJob.Emulator.Model;
using Graph.SyncJob.Emulator.Seed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Graph.SyncJob.Emulator;

/// <summary>A local Microsoft Graph. It listens from <see cref="StartAsync"/> until it is disposed.</summary>
public sealed partial class EmulatorServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly TenantStore _tenants;
    private readonly RequestLog _log;

    private EmulatorServer(
        WebApplication application, TenantStore tenants, RequestLog log, FaultSet faults, JobControl jobs, EntraService entra, HttpsCertificate? certificate)
    {
        _application = application;
        _tenants = tenants;
        _log = log;
        _faults = faults;
        _jobs = jobs;
        _entra = entra;
        _certificate = certificate;
        entra.Addresses.Set([.. application.Urls.Select(url => new Uri(url))]);
        Address = entra.Addresses.Http;
    }

    /// <summary>The bound address, with the port that was taken.</summary>
    public Uri Address { get; }

    /// <summary>The requests to Graph since the start or the last <see cref="ClearRequests"/>, oldest first; the last are kept, 2000 unless <see cref="EmulatorOptions.RequestLogCapacity"/> says otherwise.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => _log.Read().Requests;

    /// <summary>How many requests fell out of <see cref="Requests"/> because there were too many.</summary>
    public long DroppedRequests => _log.Read().Dropped;

    /// <summary>Every job of the tenant as it is now.</summary>
    public IReadOnlyList<JobSnapshot> Jobs => _tenants.Use(Snapshot);

    /// <summary>Starts an emulator.</summary>
    /// <param name="options">Where it listens and what it holds.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The emulator, listening.</returns>
    /// <exception cref="EmulatorStartException">The address cannot be used, or the seed file cannot be read.</exception>
    public static async Task<EmulatorServer> StartAsync(EmulatorOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        var endpoint = ListenAddress.From(options);
        var tenants = new TenantStore(SeedSource.From(options));
        var log = new RequestLog(options.RequestLogCapacity);
        var faults = FaultsOf(options);
        var entra = new EntraService(tenants.Use(tenant => tenant.Id), options);
        var certificate = options.Https ? HttpsCertificate.OfThisProcess : null;
        var graph = new GraphService(tenants, entra.Access, options.Clock);

        // Empty: no configuration files, no environment variables, no logging, none of which an emulator inside a test should pick up.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, LifetimeOfTheCaller>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestEndpoint.LargestBody;
            endpoint.Bind(kestrel, certificate);
        });

        var application = builder.Build();

        var jobs = new JobControl(tenants, options.Clock);
        var admin = new AdminApi(tenants, log, options.Clock, new JobAdmin(jobs));
        var entraAdmin = new EntraAdminApi(entra);
        var faultAdmin = new FaultAdminApi(faults);
        application.Map("/emulator/entra", branch => branch.Run(entraAdmin.HandleEntraAsync));
        application.Map("/emulator/oidc", branch => branch.Run(entraAdmin.HandleIssuerAsync));
        application.Map("/emulator/faults", branch => branch.Run(faultAdmin.HandleAsync));
        application.Map("/emulator", branch => branch.Run(admin.HandleAsync));
        application.Run(new RequestEndpoint(
            new Gateway(entra, graph, faults, options.RateLimit is { } rate ? new RequestQuota(rate, options.Clock) : null, options.Clock),
            new RequestRecorder(log, options.LightRequestLog),
            graph,
            new ReplyWriter(options.Clock),
            options.Latency,
            options.Clock).InvokeAsync);

        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException refused)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            entra.Dispose();
            throw new EmulatorStartException(
                refused.InnerException is AddressInUseException
                    ? $"{endpoint.Named(refused)} is in use by another program; choose another port (0 takes any free one)"
                    : $"{endpoint.Named(refused)} cannot be listened on: {refused.Message}",
                refused);
        }

        return new EmulatorServer(application, tenants, log, faults, jobs, entra, certificate);
    }

    /// <summary>Empties <see cref="Requests"/>.</summary>
    public void ClearRequests() => _log.Clear();

    /// <summary>Puts the tenant back to its seed. The request log stays.</summary>
    public void Reset() => _tenants.Reset();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _entra.Dispose();
    }

    private static void Check(EmulatorOptions options)
    {
        if (options.RequestLogCapacity < 1)
        {
            throw new EmulatorStartException("the request log keeps at least 1 request");
        }

        if (options.RateLimit is { } rate && (rate.Requests < 1 || rate.Period <= TimeSpan.Zero))
        {
            throw new EmulatorStartException("a rate limit is at least 1 request in more than no time");
        }

        if (options.TenantSize is { } size
            && (size.ServicePrincipals is < 1 or > TenantSize.Largest || size.WithJobs < 0 || size.WithJobs > size.ServicePrincipals))
        {
            throw new EmulatorStartException(
                $"a tenant has 1 to {TenantSize.Largest} service principals, and no more of them with jobs than there are");
        }

        if (options.TenantSize is not null && options.SeedFile is not null)
        {
            throw new EmulatorStartException("a tenant is generated or comes from a seed file, not both");
        }

        if (options.Cycle <= TimeSpan.Zero)
        {
            throw new EmulatorStartException("a cycle takes more than no time");
        }

        if (options.Latency < TimeSpan.Zero)
        {
            throw new EmulatorStartException("a latency is not less than nothing");
        }
    }

    private static JobSnapshot[] Snapshot(Tenant tenant) =>
    [
        .. from application in tenant.Applications
           from job in application.Jobs
           select new JobSnapshot
           {
               DisplayName = application.DisplayName,
               ApplicationId = application.ApplicationId,
               ServicePrincipalId = application.ServicePrincipalId,
               JobId = job.Document.Id,
               StatusCode = job.Document.Status.Code.ToString(),
               ScheduleState = job.Document.Schedule.State.ToString(),
               Starts = job.Starts,
               StartsWhileRunning = job.StartsWhileRunning,
           },
    ];
}

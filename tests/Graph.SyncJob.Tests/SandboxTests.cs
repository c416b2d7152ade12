using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>The sandbox as it is started from a command line: a process of its own, with redirected streams.</summary>
public sealed class SandboxTests : IDisposable
{
    private readonly DirectoryInfo _scripts = Directory.CreateTempSubdirectory("sandbox tests ");

    [Fact]
    public async Task The_tour_does_all_that_it_says()
    {
        var tour = await Run(["--tour"]);

        Assert.Equal("", tour.Error);
        Assert.Equal(0, tour.ExitCode);
        Assert.Contains("PS> Get-EmulatorJob Salesforce | Start-MgApplicationSynchronizationJob -PassThru\nTrue\n", tour.Output, StringComparison.Ordinal);
        Assert.Contains("no-such-job", tour.Output, StringComparison.Ordinal);
        Assert.Contains("What if:", tour.Output, StringComparison.Ordinal);
        Assert.InRange(tour.Output.Count(character => character == '\n'), 25, 45);
    }

    [Fact]
    public async Task Nothing_that_is_redirected_holds_an_escape_sequence()
    {
        var script = Script("Get-EmulatorJob; Start-MgApplicationSynchronizationJob -ApplicationId a -SynchronizationJobId b; no-such-command");

        var result = await Run([script]);

        Assert.Contains("Salesforce", result.Output, StringComparison.Ordinal);
        Assert.Contains("no-such-command", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', result.Output + result.Error);
    }

    [Theory]
    [InlineData("name=Box count=1 fast=False rest=", "Box")]
    [InlineData("name=Box count=3 fast=False rest=", "-Name", "Box", "-Count", "3")]
    [InlineData("name=Box count=3 fast=True rest=", "-Fast", "-Count:3", "Box")]
    [InlineData("name=Box count=3 fast=False rest=", "-Count:", "3", "-Fast:$false", "Box")]
    [InlineData("name=Box count=1 fast=True rest=a b;$c", "Box", "-Fast", "a b", "$c")]
    [InlineData("name=- count=-7 fast=False rest=", "-", "-Count", "-7")]
    public async Task Arguments_bind_to_the_parameters_of_the_script(string expected, params string[] arguments)
    {
        var script = Script("""
            param([Parameter(Position = 0)][string]$Name, [int]$Count = 1, [switch]$Fast, [Parameter(ValueFromRemainingArguments)][string[]]$Rest)
            "name=$Name count=$Count fast=$Fast rest=$($Rest -join ';')"
            """);

        var result = await Run(["--bare", script, .. arguments]);

        Assert.Equal("", result.Error);
        Assert.Equal(expected, result.Output.Trim());
    }

    [Theory]
    [InlineData("'fine'", 0)]
    [InlineData("exit 7; 'not reached'", 7)]
    [InlineData("function leave { exit 3 }; leave; 'not reached'", 3)]
    [InlineData("no-such-command; 'goes on'", 0)]
    [InlineData("throw 'no'; 'not reached'", 1)]
    [InlineData("if ($true) { 'not complete'", 1)]
    public async Task The_script_decides_the_exit_code(string text, int expected)
    {
        var result = await Run(["--bare", Script(text)]);

        Assert.Equal(expected, result.ExitCode);
        Assert.DoesNotContain("not reached", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_that_ends_a_script_is_shown_with_its_place()
    {
        var script = Script("'before'\nthrow 'out of luck'");

        var result = await Run(["--bare", script]);

        Assert.Equal("before", result.Output.Trim());
        Assert.Contains($"{script}:2", result.Error, StringComparison.Ordinal);
        Assert.Contains("out of luck", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--toru")]
    [InlineData("no-such-script.ps1")]
    [InlineData("--tour", "script.ps1")]
    [InlineData("--tour", "--bare")]
    public async Task Arguments_that_make_no_sense_are_refused_in_one_line(params string[] arguments)
    {
        var result = await Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Single(result.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Redirected_input_is_run_line_by_line()
    {
        var result = await Run([], """
            $started = Get-EmulatorJob Box | Start-MgApplicationSynchronizationJob -PassThru
            if ($started) {
              "started, now $((Get-EmulatorJob Box).State)"
            }
            Reset-Emulator
            "reset, now $((Get-EmulatorJob Box).State), $(@(Get-EmulatorRequest).Count) requests"
            exit 4
            'not reached'
            """);

        Assert.Equal("", result.Error);
        Assert.Equal("started, now Active\nreset, now Paused, 0 requests\n", result.Output);
        Assert.Equal(4, result.ExitCode);
    }

    [Theory]
    [InlineData("y", "Active")]
    [InlineData("n", "Paused")]
    [InlineData("?\nNo", "Paused")]
    [InlineData("neither\nYes to All", "Active")]
    public async Task Confirm_takes_its_answer_from_the_input(string answer, string state)
    {
        var script = Script("Get-EmulatorJob Box | Start-MgApplicationSynchronizationJob -Confirm; 'now ' + (Get-EmulatorJob Box).State");

        var result = await Run([script], answer + "\n");

        Assert.Contains("[Y] Yes  [A] Yes to All  [N] No  [L] No to All", result.Output, StringComparison.Ordinal);
        Assert.EndsWith($"now {state}\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirm_without_an_answer_does_nothing()
    {
        var script = Script("Get-EmulatorJob Box | Start-MgApplicationSynchronizationJob -Confirm; 'now ' + (Get-EmulatorJob Box).State");

        var result = await Run([script]);

        Assert.Contains("input ended", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("now Paused\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bare_engine_has_neither_the_module_nor_the_emulator()
    {
        var script = Script("""
            @(Get-Module).Count
            Get-Command Get-EmulatorJob -ErrorAction Ignore
            [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name } | Where-Object { $_ -match 'Emulator|AspNetCore|SyncJob$' }
            Import-Module $ModulePath
            (Get-Module).Name
            """);

        var result = await Run(["--bare", script]);

        Assert.Equal("", result.Error);
        Assert.Equal("0\nGraph.SyncJob\n", result.Output);
    }

    public void Dispose() => _scripts.Delete(recursive: true);

    private static Task<SandboxProcess.Result> Run(string[] arguments, string input = "") => SandboxProcess.RunAsync(arguments, input);

    private string Script(string text)
    {
        var path = Path.Combine(_scripts.FullName, "script.ps1");
        File.WriteAllText(path, text);
        return path;
    }
}

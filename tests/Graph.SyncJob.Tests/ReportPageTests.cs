using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>The page of Export-GraphSyncJobReport, in a real browser.</summary>
public sealed class ReportPageTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private const string Rows = "[...document.querySelectorAll('#jobs tbody tr:not(.details)')]";
    private const string Names = Rows + ".map(row => row.cells[0].innerText)";
    private const string Status = "document.querySelector('[role=status]').innerText";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("report-page");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_shows_totals_quarantines_and_jobs_and_loads_nothing()
    {
        var page = await browser.OpenAsync(Export(250));

        Assert.Equal("250 jobs", (await page.ReadAsync<string>("document.querySelector('header p').innerText")).Split(',')[0]);
        Assert.Equal(
            ["50 About to be disabled", "50 Quarantined", "50 Never ran", "50 Paused", "50 Healthy"],
            await page.ReadAsync<string[]>("[...document.querySelectorAll('[aria-labelledby=totals-verdict] button')].map(total => total.innerText.replace(/\\s+/g, ' '))"));
        Assert.Equal(15, await page.ReadAsync<int>("document.querySelectorAll('.timeline li').length"));
        Assert.Contains("25 days", await page.ReadAsync<string>("document.querySelector('.timeline li').innerText"), StringComparison.Ordinal);
        Assert.Contains("longest of 100", await page.ReadAsync<string>("document.querySelector('[aria-labelledby=timeline]').innerText"), StringComparison.Ordinal);
        Assert.Equal("Jobs 1 to 100 of 250", await page.ReadAsync<string>(Status));
        Assert.Empty(page.Console);
        Assert.StartsWith("file:", Assert.Single(page.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_named_is_text_and_nothing_else()
    {
        var page = await browser.OpenAsync(Export(5, name: "</script><script>hacked = 1</script><img src=x onerror='hacked = 1'>", title: "</title><script>hacked = 1</script>"));
        await page.ClickAsync("#jobs tbody button");

        Assert.Equal("undefined", await page.ReadAsync<string>("typeof hacked"));
        Assert.Equal(0, await page.ReadAsync<int>("document.images.length"));
        Assert.Equal(3, await page.ReadAsync<int>("document.scripts.length"));
        Assert.StartsWith("</script><script>hacked = 1</script><img", (await page.ReadAsync<string[]>(Names))[0], StringComparison.Ordinal);
        Assert.Equal("</title><script>hacked = 1</script>", await page.ReadAsync<string>("document.title"));
        Assert.Equal("</title><script>hacked = 1</script>", await page.ReadAsync<string>("document.querySelector('h1').innerText"));
        Assert.Empty(page.Console);
    }

    [Theory]
    [InlineData("<script>done = 1</script>", "script-src-elem")]
    [InlineData("<script src=\"ADDRESS\"></script>", "script-src-elem")]
    [InlineData("<svg onload=\"done = 1\"></svg>", "script-src-attr")]
    [InlineData("<img src=\"ADDRESS\">", "img-src")]
    [InlineData("<iframe src=\"ADDRESS\"></iframe>", "frame-src")]
    [InlineData("<link rel=\"stylesheet\" href=\"ADDRESS\">", "style-src-elem")]
    [InlineData("<style>body { background: url(ADDRESS) }</style>", "style-src-elem")]
    [InlineData("<p style=\"background: url(ADDRESS)\">&nbsp;</p>", "style-src-attr")]
    public async Task Markup_that_got_into_the_file_runs_and_loads_nothing(string markup, string directive)
    {
        using var elsewhere = new ScriptedServer(_ => ScriptedServer.Answer(204));
        var path = Export(1);
        var whole = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var withMarkup = whole.Replace("<div id=\"report\">", markup.Replace("ADDRESS", elsewhere.Address.AbsoluteUri, StringComparison.Ordinal) + "<div id=\"report\">", StringComparison.Ordinal);

        await File.WriteAllTextAsync(path, withMarkup, TestContext.Current.CancellationToken);
        var page = await browser.OpenAsync(path);
        await page.UntilAsync($"violations.includes('{directive}')");
        Assert.Equal("undefined", await page.ReadAsync<string>("typeof done"));
        Assert.Empty(elsewhere.Requests);

        // It is the policy that does it: without that, it happens.
        await File.WriteAllTextAsync(path, WithoutPolicy(withMarkup), TestContext.Current.CancellationToken);
        page = await browser.OpenAsync(path);
        await (markup.Contains("ADDRESS", StringComparison.Ordinal) ? Browser.WithinPatienceAsync(elsewhere.Asked, "to ask for the address") : page.UntilAsync("globalThis.done === 1"));
    }

    [Theory]
    [InlineData("eval('done = 1')", "require-trusted-types-for")]
    [InlineData("new Function('done = 1')()", "require-trusted-types-for")]
    [InlineData("document.body.innerHTML = '<img src=\"ADDRESS\">'", "require-trusted-types-for")]
    [InlineData("document.body.setAttribute('onclick', 'done = 1'); document.body.click()", "require-trusted-types-for")]
    [InlineData("document.body.append(Object.assign(document.createElement('script'), { text: 'done = 1' }))", "require-trusted-types-for")]
    [InlineData("trustedTypes.createPolicy('default', { createHTML: text => text }); done = 1", "trusted-types")]
    [InlineData("fetch('ADDRESS', { mode: 'no-cors' })", "connect-src")]
    [InlineData("navigator.sendBeacon('ADDRESS')", "connect-src")]
    [InlineData("document.body.append(Object.assign(new Image(), { src: 'ADDRESS' }))", "img-src")]
    [InlineData("(form => { document.body.append(form); form.submit(); })(Object.assign(document.createElement('form'), { action: 'ADDRESS', method: 'post' }))", "form-action")]
    public async Task Script_that_got_into_the_page_turns_no_text_into_script_and_sends_nothing(string attempt, string directive)
    {
        using var elsewhere = new ScriptedServer(_ => ScriptedServer.Answer(204));
        var path = Export(1);
        var run = $"setTimeout(() => {{ {attempt.Replace("ADDRESS", elsewhere.Address.AbsoluteUri, StringComparison.Ordinal)} }})";

        var page = await browser.OpenAsync(path);
        await page.ReadAsync<int>(run);
        await page.UntilAsync($"violations.includes('{directive}')");
        Assert.Equal("undefined", await page.ReadAsync<string>("typeof done"));
        Assert.Empty(elsewhere.Requests);

        await File.WriteAllTextAsync(path, WithoutPolicy(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)), TestContext.Current.CancellationToken);
        page = await browser.OpenAsync(path);
        await page.ReadAsync<int>(run);
        await (attempt.Contains("ADDRESS", StringComparison.Ordinal) ? Browser.WithinPatienceAsync(elsewhere.Asked, "to ask for the address") : page.UntilAsync("globalThis.done === 1"));
    }

    [Fact]
    public async Task Headings_sort_both_ways_and_what_has_no_value_comes_last()
    {
        var page = await browser.OpenAsync(Export(12));
        // What needs somebody comes first.
        Assert.Equal(["App 4", "App 9", "App 3", "App 8", "App 5"], (await page.ReadAsync<string[]>(Names))[..5]);
        Assert.Equal("Verdict ▲", (await page.ReadAsync<string>("document.querySelector('[aria-sort=ascending]').innerText")).Trim());

        await page.ClickAsync("thead th:nth-child(1) button");
        Assert.Equal(["App 1", "App 2", "App 3"], (await page.ReadAsync<string[]>(Names))[..3]);
        await page.ClickAsync("thead th:nth-child(1) button");
        Assert.Equal(["App 12", "App 11", "App 10"], (await page.ReadAsync<string[]>(Names))[..3]);
        Assert.Equal("descending", await page.ReadAsync<string>("document.querySelector('thead th').getAttribute('aria-sort')"));

        foreach (var order in new[] { "ascending", "descending" })
        {
            await page.ClickAsync("thead th:nth-child(5) button");
            Assert.Equal(order, await page.ReadAsync<string>("document.querySelector('[aria-sort]').getAttribute('aria-sort')"));
            var since = await page.ReadAsync<string[]>(Rows + ".map(row => row.cells[4].innerText)");
            var set = since.TakeWhile(text => text.Length > 0).ToList();
            Assert.Equal(4, set.Count);
            Assert.All(since.Skip(set.Count), Assert.Empty);
            Assert.Equal(order == "ascending" ? set.Order(StringComparer.Ordinal) : set.OrderDescending(StringComparer.Ordinal), set);
        }

        Assert.Empty(page.Console);
    }

    [Fact]
    public async Task Totals_choices_and_a_search_filter_and_Clear_takes_them_off()
    {
        var page = await browser.OpenAsync(Export(250));

        await page.ClickAsync("[aria-labelledby=totals-verdict] li:nth-child(4) button");
        Assert.Equal("Jobs 1 to 50 of 50, out of 250", await page.ReadAsync<string>(Status));
        Assert.Equal("Paused", await page.ReadAsync<string>("document.getElementById('filter-verdict').value"));
        Assert.All(await page.ReadAsync<string[]>(Rows + ".map(row => row.querySelector('.verdict').innerText)"), verdict => Assert.Equal("Paused", verdict));

        await page.ReadAsync<bool>("(document.querySelector('input[type=search]').focus(), true)");
        await page.TypeAsync("APP 11");
        await page.UntilAsync($"{Status} !== 'Jobs 1 to 50 of 50, out of 250'");
        Assert.All(await page.ReadAsync<string[]>(Names), name => Assert.StartsWith("App 11", name, StringComparison.Ordinal));

        await page.ReadAsync<bool>("(choice => { choice.value = 'salesforce'; choice.dispatchEvent(new Event('change', { bubbles: true })); return true; })(document.getElementById('filter-templateId'))");
        Assert.Equal("No job fits.", await page.ReadAsync<string>(Status));

        await page.ClickAsync(".filters button");
        Assert.Equal("Jobs 1 to 100 of 250", await page.ReadAsync<string>(Status));
        Assert.Equal(string.Empty, await page.ReadAsync<string>("document.querySelector('input[type=search]').value"));
        Assert.Empty(page.Console);
    }

    [Fact]
    public async Task Details_open_from_the_table_and_from_the_timeline()
    {
        var page = await browser.OpenAsync(Export(250));

        await page.ClickAsync("#jobs tbody button");
        Assert.Equal("true", await page.ReadAsync<string>("document.querySelector('#jobs tbody button').getAttribute('aria-expanded')"));
        Assert.Contains("job.4", await page.ReadAsync<string>("document.querySelector('.details').innerText"), StringComparison.Ordinal);
        await page.ClickAsync("#jobs tbody button");
        Assert.Equal(0, await page.ReadAsync<int>("document.querySelectorAll('.details').length"));

        await page.ClickAsync("[aria-labelledby=totals-verdict] li:nth-child(4) button");
        await page.ClickAsync(".timeline li:last-child button");
        Assert.Equal(
            await page.ReadAsync<string>("document.querySelector('.timeline li:last-child button').innerText"),
            await page.ReadAsync<string>("document.activeElement.closest('#jobs').contains(document.activeElement) ? document.activeElement.innerText : ''"));
        Assert.Contains("InvalidCredentials", await page.ReadAsync<string>("document.querySelector('.details').innerText"), StringComparison.Ordinal);
        Assert.Empty(page.Console);
    }

    [Fact]
    public async Task Five_thousand_jobs_stay_usable_and_are_all_printed()
    {
        var page = await browser.OpenAsync(Export(5000));
        Assert.Equal(100, await page.ReadAsync<int>(Rows + ".length"));
        Assert.InRange(await page.ReadAsync<int>("document.querySelectorAll('*').length"), 500, 2500);

        await page.ClickAsync(".pages button:last-child");
        Assert.Equal("Jobs 101 to 200 of 5,000", await page.ReadAsync<string>(Status));
        Assert.Equal("App 504", (await page.ReadAsync<string[]>(Names))[0]);

        await page.ReadAsync<bool>("(document.querySelector('input[type=search]').focus(), true)");
        await page.TypeAsync("job.4999");
        await page.UntilAsync($"{Status} === 'Jobs 1 to 1 of 1, out of 5,000'");
        Assert.Equal(["App 4999"], await page.ReadAsync<string[]>(Names));
        await page.ClickAsync(".filters button");

        Assert.Equal(5000, await page.ReadAsync<int>($"(dispatchEvent(new Event('beforeprint')), {Rows}.length)"));
        Assert.Equal(100, await page.ReadAsync<int>($"(dispatchEvent(new Event('afterprint')), {Rows}.length)"));
        Assert.Empty(page.Console);
    }

    [Fact]
    public async Task Every_control_has_a_name_and_every_reference_an_end()
    {
        var page = await browser.OpenAsync(Export(250));
        await page.ClickAsync("#jobs tbody button");

        var tree = (await page.CallAsync("Accessibility.getFullAXTree"))["nodes"]!.AsArray().Where(node => node!["ignored"]?.GetValue<bool>() != true).ToList();
        string[] controls = ["button", "searchbox", "combobox", "table", "navigation", "search", "heading", "rowheader", "columnheader"];
        var found = tree.Where(node => controls.Contains(Text(node!["role"]))).ToList();
        Assert.All(found, node => Assert.NotEmpty(Text(node!["name"])));
        Assert.Empty(controls.Except(found.Select(node => Text(node!["role"]))));

        Assert.Equal("en", await page.ReadAsync<string>("document.documentElement.lang"));
        Assert.Equal(["H1", "H2", "H2", "H2", "H2"], await page.ReadAsync<string[]>("[...document.querySelectorAll('h1, h2, h3')].map(heading => heading.tagName)"));
        Assert.True(await page.ReadAsync<bool>("(ids => new Set(ids).size === ids.length)([...document.querySelectorAll('[id]')].map(element => element.id))"));
        Assert.Empty(await page.ReadAsync<string[]>(
            "['aria-controls', 'aria-labelledby'].flatMap(name => [...document.querySelectorAll(`[${name}]`)].map(element => element.getAttribute(name))).filter(id => !document.getElementById(id))"));
        Assert.True(await page.ReadAsync<bool>("[...document.querySelectorAll('#jobs th')].every(heading => heading.scope)"));
    }

    [Fact]
    public async Task The_keyboard_reaches_and_works_everything()
    {
        var page = await browser.OpenAsync(Export(3));
        var reached = new List<string>();
        while (reached.Count < 60 && !reached.Contains("job-2"))
        {
            await page.PressAsync("Tab");
            reached.Add(await page.ReadAsync<string>("document.activeElement.closest('.timeline') ? 'timeline' : document.activeElement.type === 'search' ? 'search' : document.activeElement.id || document.activeElement.innerText.trim()"));
        }

        Assert.Equal("Theme: automatic", reached[0]);
        Assert.Equal(
            ["search", "filter-verdict", "filter-state", "filter-templateId", "Clear", "Application", "Verdict ▲", "State", "Template", "Since (UTC)", "Last run (UTC)", "job-2"],
            reached.SkipWhile(name => name != "search"));
        Assert.Contains("timeline", reached);
        Assert.NotEqual("none", await page.ReadAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));

        await page.PressAsync("Enter");
        Assert.Equal("true", await page.ReadAsync<string>("document.activeElement.getAttribute('aria-expanded')"));
        await page.PressAsync(" ");
        Assert.Equal("false", await page.ReadAsync<string>("document.activeElement.getAttribute('aria-expanded')"));
    }

    [Fact]
    public async Task The_keyboard_sorts_and_stays_where_it_was()
    {
        var page = await browser.OpenAsync(Export(12));
        for (var presses = 0; presses < 60 && await page.ReadAsync<string>(Focused) != "Application"; presses++)
        {
            await page.PressAsync("Tab");
        }

        foreach (var (key, order, first) in new[] { ("Enter", "ascending", "App 1"), (" ", "descending", "App 12") })
        {
            await page.PressAsync(key);
            Assert.Equal(order, await page.ReadAsync<string>("document.activeElement.closest('th').getAttribute('aria-sort')"));
            Assert.Equal(first, (await page.ReadAsync<string[]>(Names))[0]);
            Assert.StartsWith("Application", await page.ReadAsync<string>(Focused), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_report_that_lacks_something_says_so_at_the_top()
    {
        var page = await browser.OpenAsync(Export(3, isIncomplete: true));

        Assert.Equal("This report is incomplete", await page.ReadAsync<string>("document.querySelector('main h2').innerText"));
        Assert.Equal("2 objects of the input are no jobs (InputIsNoJob)", await page.ReadAsync<string>("document.querySelector('.missing summary').innerText"));
        await page.ClickAsync(".missing summary");
        Assert.Equal(
            ["'<b>none</b>' is no synchronization job, and is not in the report.", "'none' is no synchronization job, and is not in the report."],
            await page.ReadAsync<string[]>("[...document.querySelectorAll('.missing li')].map(message => message.innerText)"));
        Assert.Empty(page.Console);

        Assert.Equal(0, await (await browser.OpenAsync(Export(3))).ReadAsync<int>("document.querySelectorAll('.missing').length"));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(1280)]
    public async Task No_window_is_so_narrow_that_one_has_to_scroll_sideways(int width)
    {
        var page = await browser.OpenAsync(Export(5, name: new string('W', 200), title: new string('T', 200), isIncomplete: true));
        await page.ResizeAsync(width, 800);
        await page.ClickAsync("#jobs tbody button");
        await page.ClickAsync(".missing summary");

        Assert.Equal(width, await page.ReadAsync<int>("innerWidth"));
        Assert.Empty(await page.ReadAsync<string[]>(
            "[...document.querySelectorAll('html, main, .scroll, section')].filter(part => part.scrollWidth > part.clientWidth).map(part => `${part.tagName}.${part.className} ${part.scrollWidth} > ${part.clientWidth}`)"));
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Text_stands_out_as_WCAG_AA_asks_in_light_and_dark(string scheme)
    {
        var page = await browser.OpenAsync(Export(250, isIncomplete: true), scheme);
        await page.ClickAsync("#jobs tbody button");
        await page.ClickAsync(".missing summary");

        var brightness = await page.ReadAsync<string>("getComputedStyle(document.body).backgroundColor");
        Assert.Equal(scheme == "light" ? "rgb(255, 255, 255)" : "rgb(20, 23, 26)", brightness);
        Assert.Empty(await page.ReadAsync<string[]>(TooWeak));
        Assert.Empty(await page.ReadAsync<string[]>(TooFaint));

        // The button goes from automatic to light to dark, whatever the system says.
        await page.ClickAsync(".theme");
        Assert.Equal("rgb(255, 255, 255)", await page.ReadAsync<string>("getComputedStyle(document.body).backgroundColor"));
        await page.ClickAsync(".theme");
        Assert.Equal("rgb(20, 23, 26)", await page.ReadAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Empty(await page.ReadAsync<string[]>(TooWeak));
        Assert.Empty(await page.ReadAsync<string[]>(TooFaint));

        await page.EmulateAsync("print", scheme);
        Assert.Equal("rgb(255, 255, 255)", await page.ReadAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal("none", await page.ReadAsync<string>("getComputedStyle(document.querySelector('.filters')).display"));
    }

    private const string Focused = "document.activeElement.innerText.trim()";

    private const string Contrast =
        """
        const numbers = color => color.match(/[\d.]+/g).map(Number);
        const light = color => numbers(color).slice(0, 3).map(part => part / 255)
            .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
            .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
        const behind = element => {
            const color = element ? getComputedStyle(element).backgroundColor : 'rgb(255, 255, 255)';
            return numbers(color)[3] === 0 ? behind(element.parentElement) : color;
        };
        const contrast = (one, other) => (Math.max(light(one), light(other)) + 0.05) / (Math.min(light(one), light(other)) + 0.05);
        """;

    // All elements that hold text themselves, and whose colour is less than 4.5 to 1 against the nearest background that is not clear.
    private const string TooWeak =
        $$"""
        (() => {
            {{Contrast}}
            return [...document.querySelectorAll('body *:not(script):not(option)')]
                .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
                .filter(element => contrast(getComputedStyle(element).color, behind(element)) < 4.5)
                .map(element => `${element.tagName} ${element.innerText} ${getComputedStyle(element).color} on ${behind(element)}`);
        })()
        """;

    // What is no text and has a meaning: bars, the edges of controls, and the ring round what has the focus. WCAG asks 3 to 1 of them.
    private const string TooFaint =
        $$"""
        (() => {
            {{Contrast}}
            const bars = [...document.querySelectorAll('.timeline rect')].map(bar => ['bar', getComputedStyle(bar).fill, behind(bar.parentElement)]);
            const edges = [...document.querySelectorAll('input, select, .filters button, .theme, .totals button')]
                .map(control => [control.innerText, getComputedStyle(control).borderRightColor, behind(control.parentElement)]);
            document.querySelector('input').focus();
            const ring = ['ring', getComputedStyle(document.activeElement).outlineColor, behind(document.activeElement.parentElement)];
            return [...bars, ...edges, ring].filter(([, color, other]) => contrast(color, other) < 3).map(found => found.join(' '));
        })()
        """;

    private static string WithoutPolicy(string page) => Regex.Replace(page, "<meta http-equiv=\"Content-Security-Policy\"[^>]*>", string.Empty);

    private static string Text(JsonNode? property) => property?["value"]?.ToString() ?? string.Empty;

    /// <summary>Jobs by turns: healthy, paused, in quarantine, almost disabled, never started.</summary>
    private string Export(int jobs, string name = "App", string title = "Jobs", bool isIncomplete = false)
    {
        var path = Path.Combine(_folder.FullName, "report.html");
        using var engine = new ModuleEngine();
        var result = engine.Run(
            """
            param($count, $name, $title, $path, $others)
            $now = [DateTimeOffset]::UtcNow
            $templates = 'box', 'salesforce'
            & { $others; 1..$count } | ForEach-Object {
                if ($_ -in $others) { return $_ }
                $number = $_
                $status = @{ code = ('Active', 'Paused', 'Quarantine', 'Quarantine', 'NotRun')[($number - 1) % 5] }
                if ($status.code -eq 'Active') {
                    $status.lastExecution = @{ state = 'Succeeded'; timeEnded = $now.AddMinutes(-1); countEntitled = 10 }
                }
                if ($status.code -eq 'Quarantine') {
                    $days = if ($number % 5 -eq 3) { 1 + $number % 7 } else { 22 + $number % 4 }
                    $status.quarantine = @{ reason = 'EncounteredQuarantineException'; seriesBegan = $now.AddDays(-$days); error = @{ code = 'InvalidCredentials'; message = 'They are wrong.' } }
                }
                [Microsoft.Graph.PowerShell.Models.MicrosoftGraphSynchronizationJob]@{
                    id = "job.$number"; templateId = $templates[[int]($number % 5 -ne 2)]; ownerDisplayName = "$name $number"; servicePrincipalId = "s-$number"; status = $status
                    schedule = @{ state = $(if ($status.code -eq 'NotRun') { 'Disabled' } else { 'Active' }); interval = 'PT40M' }
                }
            } | Export-GraphSyncJobReport -Path $path -Title $title
            """,
            jobs, name, title, path, isIncomplete ? new object[] { "<b>none</b>", "none" } : []);
        Assert.Equal(isIncomplete ? 2 : 0, result.Errors.Count);
        Assert.Null(result.Terminating);
        return path;
    }
}

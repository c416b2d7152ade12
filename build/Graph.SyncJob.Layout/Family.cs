using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Graph.SyncJob.Layout;

/// <summary>
/// Makes the help of the four cmdlets of an operation out of one page, that of its <c>Mg…Application…</c> form: what the build does
/// for the code of the family, done for its help.
/// </summary>
internal static partial class Family
{
    /// <summary>Reads what one page says, of one cmdlet or of the four of a family.</summary>
    public static IEnumerable<HelpPage> Read(string path, string helpFile)
    {
        var source = PageSource.Read(path);
        var page = PageReader.Read(source, helpFile);
        if (!page.IsFamily)
        {
            return [page];
        }

        if (!PageName().IsMatch(page.Name))
        {
            throw source.Error(0, $"a family's page is that of the cmdlet for applications and v1.0 (Verb-Mg…Application…), not of {page.Name}.");
        }

        var other = source.Rewrite(ExchangeOwners);
        HelpPage[] family = [page, ReadBeta(source, page.Name), PageReader.Read(other, helpFile), ReadBeta(other, ExchangeOwners(page.Name))];
        return family.Select(member => member with { Links = [.. LinksTo(family, except: member), .. member.Links] });

        HelpPage ReadBeta(PageSource stable, string nameOfStable) =>
            SayThatItIsBeta(PageReader.Read(stable.Rewrite(TurnToBeta), helpFile), nameOfStable);
    }

    /// <summary>
    /// Application for service principal and the other way round, so that a sentence about both stays true. Names that the word is only
    /// a part of, such as that of a permission, stay.
    /// </summary>
    private static string ExchangeOwners(string text) => OwnerWords().Replace(text, match =>
    {
        if (match.Groups["kept"].Success)
        {
            return match.Value;
        }

        var isApplication = match.Groups["application"].Success;
        var owner = match.Groups[isApplication ? "application" : "principal"].Value;
        var article = match.Groups["article"].Value;
        if (article.Length > 0)
        {
            article = article[..1] + (isApplication ? "" : "n") + match.Groups["gap"].Value;
        }

        return article + Exchange(owner) + match.Groups["id"].Value + Padding(match.Groups["padding"].Value, isApplication);
    });

    private static string Exchange(string owner) => owner switch
    {
        "aaaaaaaa" => "cccccccc",
        "cccccccc" => "aaaaaaaa",
        "application" => "service principal",
        "Application" => "ServicePrincipal",
        "ServicePrincipal" => "Application",
        "$application" => "$servicePrincipal",
        "$servicePrincipal" => "$application",
        _ => "application",
    };

    /// <summary>Keeps the equals signs of a hashtable below one another.</summary>
    private static string Padding(string padding, bool isApplication)
    {
        const int Difference = 5;
        return padding.Length switch
        {
            > Difference when isApplication => padding[Difference..],
            > 1 when !isApplication => padding + new string(' ', Difference),
            _ => padding,
        };
    }

    private static string TurnToBeta(string text) => StableWords().Replace(text, match => match.Value == "v1.0" ? "beta" : "-MgBeta");

    private static HelpPage SayThatItIsBeta(HelpPage page, string nameOfStable) => page with
    {
        Synopsis = [.. page.Synopsis.SkipLast(1), page.Synopsis[^1].TrimEnd('.') + ", over the beta version of Microsoft Graph."],
        Description =
        [
            .. page.Description,
            "Microsoft changes the beta version without notice and does not support it in production. Prefer "
                + $"{nameOfStable}, which does the same over v1.0 and takes the same parameters.",
        ],
    };

    private static IEnumerable<HelpLink> LinksTo(IEnumerable<HelpPage> pages, HelpPage except) =>
        pages.Where(page => page != except).Select(page => new HelpLink(page.Name, ""));

    [GeneratedRegex(@"^[A-Z][a-z]+-Mg(?!Beta)\w*Application(?!s)\w*\z")]
    private static partial Regex PageName();

    // In this order: names that stay; then, with the article before them, ids, variables and words.
    [GeneratedRegex(
        """
        (?<kept>
            https?://\S+
          | ^-\ `\w+\ <String>`.*
          | enterprise\s+applications?
          | (\b[Aa]n\s+)?application\s+(permissions?|roles?|gallery|templates?)\b
        )
        | (\b(?<article>[Aa]n?)(?<gap>\s+[`-]?))?
        (
            (?<=-Mg\w*)( (?<application>Application) | (?<principal>ServicePrincipal) )
          | \b( (?<application>Application) | (?<principal>ServicePrincipal) )(?<id>Id)\b(?<padding>\ *)
          | ( (?<application>aaaaaaaa) | (?<principal>cccccccc) )(?=-0000-)
          | ( (?<application>\$application) | (?<principal>\$servicePrincipal) )\b
          | (?<![\w.$/-])( (?<application>application) | (?<principal>service\s+principal) )(?=s?\b(?![./]\w))
        )
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.Multiline)]
    private static partial Regex OwnerWords();

    [GeneratedRegex(@"-Mg(?!Beta)(?=\w*(Application|ServicePrincipal))|\bv1\.0\b", RegexOptions.ExplicitCapture)]
    private static partial Regex StableWords();
}

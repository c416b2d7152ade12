using System.Text;

namespace Graph.SyncJob.Identity;

/// <summary>Puts values that came from outside into messages, safely and shortly.</summary>
internal static class Text
{
    // A job id of template, tenant and GUID has about 100 characters; two of them still make a readable line.
    private const int MostShown = 160;

    /// <summary>The value in single quotes, shortened, with control characters made visible.</summary>
    public static string Quote(string value) => $"'{Shorten(value)}'";

    public static string Shorten(string value)
    {
        var shown = new StringBuilder();
        foreach (var character in value)
        {
            if (shown.Length >= MostShown)
            {
                return shown.Append('…').ToString();
            }

            if (char.IsControl(character) || char.IsSurrogate(character))
            {
                shown.Append("\\u").Append(((int)character).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            }
            else
            {
                shown.Append(character);
            }
        }

        return shown.ToString();
    }

    /// <summary>Text from a service or another library, made safe to print: one line, no control characters, no longer than asked.</summary>
    public static string OneLine(string text, int mostCharacters)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (shown.Length >= mostCharacters)
            {
                return shown.Append('…').ToString();
            }

            if (!char.IsControl(character))
            {
                shown.Append(character);
            }
            else if (shown.Length > 0 && shown[shown.Length - 1] != ' ')
            {
                shown.Append(' ');
            }
        }

        return shown.ToString().TrimEnd();
    }

    public static string Capitalise(string sentence) =>
        sentence.Length == 0 ? sentence : char.ToUpperInvariant(sentence[0]) + sentence.Substring(1);
}

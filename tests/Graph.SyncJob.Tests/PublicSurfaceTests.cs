using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text;
using Graph.SyncJob.Tests.Hosting;

namespace Graph.SyncJob.Tests;

/// <summary>
/// What users can rely on is written down: cmdlets with their parameters, and public types with their members. A change shows as a
/// difference in review; when it is meant, the received file becomes the approved one.
/// </summary>
public sealed class PublicSurfaceTests
{
    private static readonly string Approved = Path.Combine(HelpPaths.Repository, "tests", "Graph.SyncJob.Tests", "PublicSurface.approved.txt");
    private static readonly string Received = Path.Combine(HelpPaths.Repository, "artifacts", "PublicSurface.received.txt");

    [Fact]
    public void The_public_surface_is_the_approved_one()
    {
        var received = Describe();
        Directory.CreateDirectory(Path.GetDirectoryName(Received)!);
        File.WriteAllText(Received, received);

        var expected = File.ReadAllLines(Approved);
        var actual = received.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(
            expected.SequenceEqual(actual),
            "The public surface has changed. If that is meant, copy artifacts/PublicSurface.received.txt over tests/Graph.SyncJob.Tests/PublicSurface.approved.txt.\n"
            + string.Join('\n', expected.Except(actual).Select(line => "- " + line).Concat(actual.Except(expected).Select(line => "+ " + line)).Take(20)));
    }

    private static string Describe()
    {
        using var engine = new ModuleEngine();
        var commands = engine.Run("Get-Command -Module Graph.SyncJob").Output.Cast<CmdletInfo>().OrderBy(command => command.Name, StringComparer.Ordinal).ToList();
        var text = new StringBuilder();
        foreach (var command in commands)
        {
            // The four cmdlets of an operation differ in the owner's id, and else in nothing: that is said in a line.
            var first = FirstOfFour(command.Name);
            var own = Describe(command);
            var isAsFirst = first != command.Name && FirstOfFour(own) == Describe(commands.Single(other => other.Name == first));
            text.Append(isAsFirst ? $"{command.Name} = {first}\n" : own);
        }

        foreach (var type in commands[0].ImplementingType.Assembly.GetExportedTypes()
            .Where(type => !typeof(System.Management.Automation.Cmdlet).IsAssignableFrom(type) && !type.IsAbstract || type.IsInterface)
            .OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            Append(text, type);
        }

        return text.ToString();
    }

    private static string FirstOfFour(string text) =>
        text.Replace("MgBeta", "Mg", StringComparison.Ordinal).Replace("ServicePrincipal", "Application", StringComparison.Ordinal);

    private static string Describe(CmdletInfo command)
    {
        var text = new StringBuilder();
        text.Append(command.Name).Append(" -> ").Append(string.Join(", ", command.OutputType.Select(type => type.Name))).Append('\n');
        foreach (var set in command.ParameterSets.OrderBy(set => set.Name, StringComparer.Ordinal))
        {
            text.Append("  ").Append(set.Name).Append(set.IsDefault ? " (default)" : "").Append(':');
            foreach (var parameter in set.Parameters.Where(parameter => !System.Management.Automation.Cmdlet.CommonParameters.Contains(parameter.Name)).OrderBy(parameter => FirstOfFour(parameter.Name), StringComparer.Ordinal))
            {
                text.Append(parameter.IsMandatory ? " -" : " [-").Append(parameter.Name)
                    .Append(parameter.Aliases.Count > 0 ? "|" + string.Join('|', parameter.Aliases.Order(StringComparer.Ordinal)) : "")
                    .Append(' ').Append(parameter.ParameterType.Name)
                    .Append(parameter.ValueFromPipeline ? " <- pipeline" : "")
                    .Append(parameter.ValueFromPipelineByPropertyName ? " <- property" : "")
                    .Append(parameter.IsMandatory ? "" : "]");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Type type)
    {
        text.Append(type.FullName).Append('\n');
        if (type.IsEnum)
        {
            text.Append("  ").AppendJoin(", ", Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), System.Globalization.CultureInfo.InvariantCulture)}")).Append('\n');
            return;
        }

        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            text.Append("  ").Append(property.Name).Append(" : ").Append(Name(property.PropertyType)).Append(property.CanWrite ? "" : " (read only)").Append('\n');
        }
    }

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}

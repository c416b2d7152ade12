using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Microsoft.Graph.PowerShell.Models;

namespace Graph.SyncJob.Commands;

/// <summary>
/// Turns what people have into secrets: pairs of key and value, a hashtable of key to value, a credential; or a body that holds pairs.
/// </summary>
/// <remarks>The binder quotes what it can't convert, and this may be a secret: so the whole conversion is done here, and its reasons stay here.</remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretsArgumentAttribute(Type type) : ArgumentTransformationAttribute
{
    private const string How =
        "Give secrets as @{ BaseAddress = 'https://…'; SecretToken = $secureString }, as a list of @{ key = '…'; value = '…' }, or as a PSCredential; "
        + "in a body, as a list. What was given is none of these, and is not shown because it may be secret.";

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return inputData is null ? null : Convert(inputData);
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            throw new ArgumentTransformationMetadataException(How);
        }
    }

    private object? Convert(object value)
    {
        var converted = LanguagePrimitives.ConvertTo(type.IsArray ? Pairs(value).ToArray() : value, type, CultureInfo.InvariantCulture);
        return converted is MicrosoftGraphSynchronizationSecretKeyStringValuePair[] pairs && pairs.Any(pair => string.IsNullOrWhiteSpace(pair.Key))
            ? throw new ArgumentException("A secret has no key.")
            : converted;
    }

    private static IEnumerable<object?> Pairs(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        PSCredential credential => [Pair("UserName", credential.UserName), Pair("Password", credential.Password)],
        IDictionary dictionary when !dictionary.Keys.OfType<string>().Contains("Key", StringComparer.OrdinalIgnoreCase) =>
            dictionary.Keys.Cast<object>().Select(key => Pair(key.ToString(), dictionary[key])),
        DictionaryEntry entry => [Pair(entry.Key.ToString(), entry.Value)],
        IEnumerable many and not (string or IDictionary) => many.Cast<object?>().SelectMany(Pairs),
        _ => [value],
    };

    private static MicrosoftGraphSynchronizationSecretKeyStringValuePair Pair(string? key, object? value) => new() { Key = key, Value = value };
}

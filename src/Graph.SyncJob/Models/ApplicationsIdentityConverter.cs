using System;
using System.Management.Automation;
using Graph.SyncJob.Identity;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>Lets PowerShell turn dictionaries and objects by their shape into an <see cref="ApplicationsIdentity"/>.</summary>
/// <remarks>
/// For a parameter (the interface) it converts whatever comes: the binder would swallow a refusal and report only that the object
/// "cannot be bound", so the cmdlet itself says what is wrong with it, object by object. A cast to the class is strict.
/// </remarks>
public sealed class ApplicationsIdentityConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => sourceValue is not null;

    /// <inheritdoc/>
    /// <exception cref="InvalidCastException">The destination is <see cref="ApplicationsIdentity"/> and the value has none of its properties.</exception>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        var identity = IdentityReader.Read(sourceValue);
        if (destinationType == typeof(ApplicationsIdentity) && identity.Source is { } source && source.FirstFault() is { } fault)
        {
            throw new InvalidCastException(fault);
        }

        return identity;
    }

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new InvalidCastException($"An identity does not convert to {destinationType}.");
}

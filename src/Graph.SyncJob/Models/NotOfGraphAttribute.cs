using System;

namespace Microsoft.Graph.PowerShell.Models;

/// <summary>Marks a property that the module adds to an object of Graph: it is neither read from the service nor sent to it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotOfGraphAttribute : Attribute;

using System.Globalization;

namespace Workbook.Results.Figures;

/// <summary>One axis: what it measures and how it is scaled.</summary>
/// <param name="Name">What is measured, such as "accuracy".</param>
/// <param name="Unit">Unit in which it is measured, such as "%"; null where the name says it all.</param>
internal sealed record Axis(string Name = "", string? Unit = null)
{
    public bool Log { get; init; }

    public double? From { get; init; }

    public double? To { get; init; }

    public string Label => string.IsNullOrEmpty(Unit) ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name} ({Unit})");
}

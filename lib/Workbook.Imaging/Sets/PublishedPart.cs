namespace Workbook.Imaging.Sets;

/// <summary>The parts in which a challenge publishes its images.</summary>
public enum PublishedPart
{
    /// <summary>To learn from.</summary>
    Training,

    /// <summary>To choose settings on.</summary>
    Validation,

    /// <summary>To measure on.</summary>
    Test,
}

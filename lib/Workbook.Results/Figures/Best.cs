namespace Workbook.Results.Figures;

/// <summary>Which value of a table's column is marked as the best.</summary>
public enum Best
{
    /// <summary>None.</summary>
    None,

    /// <summary>The lowest, such as bits per pixel.</summary>
    Lowest,

    /// <summary>The highest, such as accuracy.</summary>
    Highest,
}

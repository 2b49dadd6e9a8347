namespace Workbook.Imaging.Sets;

/// <summary>The classes that all heart sets share, those of HVSMR 2016.</summary>
public static class HeartClasses
{
    /// <summary>0 background, 1 myocardium, 2 blood pool.</summary>
    public static IReadOnlyList<string> Names { get; } = ["background", "myocardium", "blood pool"];
}

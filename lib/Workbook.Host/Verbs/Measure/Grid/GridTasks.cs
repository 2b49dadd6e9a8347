namespace Workbook.Host.Verbs.Measure.Grid;

/// <summary>The tasks of a grid; a new one is a line here.</summary>
internal static class GridTasks
{
    /// <summary>Reads or draws a task's images; real ones where WORKBOOK_DATA has them.</summary>
    public static readonly IReadOnlyDictionary<string, Func<GridPlan, CancellationToken, GridTask>> All = new OrderedDictionary<string, Func<GridPlan, CancellationToken, GridTask>>
    {
        ["cracks"] = ClassifyingTask.Cracks,
        ["fires"] = ClassifyingTask.Fires,
        ["polyps"] = SegmentingTask.Polyps,
        ["lesions"] = SegmentingTask.Lesions,
        ["chests"] = DetectingTask.Chests,
    };
}

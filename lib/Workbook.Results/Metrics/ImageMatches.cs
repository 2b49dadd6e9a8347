namespace Workbook.Results.Metrics;

/// <summary>What became of the boxes found in one image.</summary>
/// <param name="Truths">True boxes that are asked for.</param>
/// <param name="Scores">Scores of the found boxes, falling.</param>
/// <param name="Results">What each found box is, [threshold][found].</param>
internal sealed record ImageMatches(int Truths, double[] Scores, Found[][] Results);

/// <summary>What a found box is.</summary>
internal enum Found
{
    Wrong,
    Right,

    /// <summary>It overlaps a true box that is not asked for, or is itself of an area that is not.</summary>
    LeftOut,
}

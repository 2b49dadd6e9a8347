namespace Workbook.Results.Accuracy;

/// <summary>Central differences of a plane, one-sided at the border.</summary>
internal static class Gradients
{
    internal static (float Across, float Down) At(PlanarImage plane, int row, int column)
    {
        int left = Math.Max(column - 1, 0), right = Math.Min(column + 1, plane.Columns - 1);
        int above = Math.Max(row - 1, 0), below = Math.Min(row + 1, plane.Rows - 1);
        float[] v = plane.Values;
        return (v[row * plane.Columns + right] - v[row * plane.Columns + left], v[below * plane.Columns + column] - v[above * plane.Columns + column]);
    }
}

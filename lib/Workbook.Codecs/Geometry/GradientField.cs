namespace Workbook.Codecs.Geometry;

/// <summary>Sobel gradients of a plane, mirrored at the border.</summary>
internal sealed class GradientField
{
    private readonly int _columns;
    private readonly double[] _down;
    private readonly double[] _right;
    private readonly double[] _magnitude;

    internal GradientField(double[] plane, int rows, int columns)
    {
        _columns = columns;
        (_down, _right, _magnitude) = (new double[plane.Length], new double[plane.Length], new double[plane.Length]);
        double[] difference = new double[columns], above = new double[columns], here = new double[columns], below = new double[columns];
        for (int row = 0; row < rows; row++)
        {
            var up = plane.AsSpan(Math.Max(row - 1, 0) * columns, columns);
            var middle = plane.AsSpan(row * columns, columns);
            var next = plane.AsSpan(Math.Min(row + 1, rows - 1) * columns, columns);
            var down = _down.AsSpan(row * columns, columns);
            var right = _right.AsSpan(row * columns, columns);
            for (int c = 0; c < columns; c++)
                difference[c] = next[c] - up[c];
            Differences(up, above);
            Differences(middle, here);
            Differences(next, below);
            for (int c = 0; c < columns; c++)
            {
                down[c] = difference[c] * 2 + (difference[Math.Max(c - 1, 0)] + difference[Math.Min(c + 1, columns - 1)]);
                right[c] = here[c] * 2 + (above[c] + below[c]);
                _magnitude[row * columns + c] = Length(down[c], right[c]);
            }
        }
    }

    internal double Magnitude(int pixel) => _magnitude[pixel];

    /// <summary>Whether no point one step up or down the gradient, between two neighbours, is steeper.</summary>
    internal bool IsLocalMaximum(int pixel, double magnitude)
    {
        double down = _down[pixel], right = _right[pixel], height = Math.Abs(down), width = Math.Abs(right);
        // A gradient on the border of two sectors counts to the rising one, and there to the one along the rows.
        bool rising = down <= 0 && right >= 0 || down >= 0 && right <= 0;
        int diagonal = rising ? _columns - 1 : _columns + 1;
        bool alongRows = height > width || height == width && rising;
        int axis = alongRows ? _columns : rising ? -1 : 1;
        double weight = alongRows ? width / height : height / width;
        return Mixed(pixel, axis, diagonal, weight) <= magnitude && Mixed(pixel, -axis, -diagonal, weight) <= magnitude;
    }

    private double Mixed(int pixel, int axis, int diagonal, double weight) =>
        _magnitude[pixel + diagonal] * weight + _magnitude[pixel + axis] * (1 - weight);

    private static void Differences(ReadOnlySpan<double> row, Span<double> differences)
    {
        for (int c = 0; c < row.Length; c++)
            differences[c] = row[Math.Min(c + 1, row.Length - 1)] - row[Math.Max(c - 1, 0)];
    }

    /// <summary>sqrt(x^2 + y^2) with the rounding of the squares put right by one Newton step.</summary>
    private static double Length(double x, double y)
    {
        double length = Math.Sqrt(x * x + y * y);
        if (length == 0)
            return 0;
        double big = Math.Max(Math.Abs(x), Math.Abs(y)), small = Math.Min(Math.Abs(x), Math.Abs(y));
        double square = big * big, squareRest = Math.FusedMultiplyAdd(big, big, -square);
        double total = length * length, totalRest = Math.FusedMultiplyAdd(length, length, -total);
        double low = small * small, lowRest = Math.FusedMultiplyAdd(small, small, -low);
        return length + (square - total + low + (squareRest - totalRest + lowRest)) / (2 * length);
    }
}

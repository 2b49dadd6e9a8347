namespace Workbook.Codecs.Frequency;

/// <summary>The orthonormal cosine transform (DCT-II) of blocks, in whole numbers, for every side from 1 to 8.</summary>
/// <remarks>
/// X_k = s_k sum_i x_i cos(pi (2 i + 1) k / (2 n)), s_0 = sqrt(1 / n), else sqrt(2 / n), along columns, then rows, then slices; back in the opposite order with the
/// transposed matrix. Entries are rounded to 1/2^14 and each sum to whole numbers, halves upwards. No entry lies nearer than 1e-6 to where rounding turns, which a
/// test shows, so that every machine has the same ones. Exact everywhere.
/// </remarks>
internal static class CosineTransform
{
    /// <summary>The longest side of a block.</summary>
    internal const int Longest = 8;

    private const int FractionBits = 14;
    private static readonly int[][] Matrices = [.. Enumerable.Range(0, Longest + 1).Select(n => Array.ConvertAll(Matrix(n), entry => (int)Math.Round(entry * (1 << FractionBits))))];

    /// <summary>The matrix itself: [k * n + i].</summary>
    internal static double[] Matrix(int n)
    {
        var matrix = new double[n * n];
        for (var k = 0; k < n; k++)
            for (var i = 0; i < n; i++)
                matrix[k * n + i] = Math.Sqrt((k == 0 ? 1.0 : 2.0) / n) * Math.Cos(Math.PI * (2 * i + 1) * k / (2 * n));
        return matrix;
    }

    /// <summary>Samples become coefficients, in place.</summary>
    internal static void Forward(Span<int> block, VolumeShape sides)
    {
        Along(block, sides.Columns, 1, transposed: false);
        Along(block, sides.Rows, sides.Columns, transposed: false);
        Along(block, sides.Depth, sides.Rows * sides.Columns, transposed: false);
    }

    /// <summary>Coefficients become samples, in place.</summary>
    internal static void Inverse(Span<int> block, VolumeShape sides)
    {
        Along(block, sides.Depth, sides.Rows * sides.Columns, transposed: true);
        Along(block, sides.Rows, sides.Columns, transposed: true);
        Along(block, sides.Columns, 1, transposed: true);
    }

    /// <summary>All lines of n values that lie a step apart.</summary>
    private static void Along(Span<int> block, int n, int step, bool transposed)
    {
        Span<int> line = stackalloc int[n];
        var (matrix, down, across) = (Matrices[n], transposed ? 1 : n, transposed ? n : 1);
        for (var start = 0; start < block.Length; start += start % step == step - 1 ? 1 + (n - 1) * step : 1)
        {
            for (var i = 0; i < n; i++)
                line[i] = block[start + i * step];
            for (var k = 0; k < n; k++)
            {
                var sum = 1L << FractionBits - 1;
                for (var i = 0; i < n; i++)
                    sum += (long)matrix[k * down + i * across] * line[i];
                block[start + k * step] = (int)(sum >> FractionBits);
            }
        }
    }
}

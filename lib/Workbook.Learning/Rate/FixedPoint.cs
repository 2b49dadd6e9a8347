namespace Workbook.Learning.Rate;

/// <summary>The numbers of the integer networks: multiples of 2^-14 between -2048 and 2048, held as integers.</summary>
/// <remarks>With weights of 16 bits a sum of 8000 products stays below 2^53, so float64 holds it exactly, whatever the order of adding.</remarks>
public static class FixedPoint
{
    /// <summary>What stands for 1.</summary>
    public const int One = 1 << 14;

    /// <summary>What stands for the largest number, 2048; what lies beyond becomes it.</summary>
    public const int Limit = 1 << 25;

    /// <summary>The nearest fixed-point numbers, halves to even.</summary>
    /// <param name="values">Each less than 2^17 in size.</param>
    /// <exception cref="OverflowException">One is larger or not a number.</exception>
    public static int[] Round(IEnumerable<double> values) => [.. values.Select(value => checked((int)Math.Round(value * One)))];
}

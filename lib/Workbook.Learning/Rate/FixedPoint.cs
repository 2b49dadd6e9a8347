namespace Workbook.Learning.Rate;

/// <summary>The numbers of the integer networks: multiples of 2^-14.</summary>
public static class FixedPoint
{
    /// <summary>Bits behind the point.</summary>
    public const int Bits = 14;

    /// <summary>What stands for 1.</summary>
    public const int One = 1 << Bits;

    /// <summary>The nearest fixed-point numbers, halves to even.</summary>
    /// <param name="values">Each less than 2^17 in size.</param>
    /// <exception cref="OverflowException">One is larger or not a number.</exception>
    public static int[] Round(IEnumerable<double> values) => [.. values.Select(value => checked((int)Math.Round(value * One)))];
}

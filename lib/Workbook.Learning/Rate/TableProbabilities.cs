using Workbook.Codecs.Entropy;

namespace Workbook.Learning.Rate;

/// <summary>The probabilities of neighbouring integers, before they become a table of 16-bit integers.</summary>
/// <param name="First">The smallest integer with a probability of its own.</param>
/// <param name="Inside">One for each integer from there on.</param>
/// <param name="Outside">That of all other integers together; the sum of all is 1.</param>
public sealed record TableProbabilities(int First, double[] Inside, double Outside)
{
    /// <summary>The table that is shipped.</summary>
    public IntegerTable ToTable() => IntegerTable.FromProbabilities(First, Inside, Outside);
}

using Workbook.Results.Metrics;

namespace Workbook.Tests.Results.Metrics;

public class EqualScoreTests
{
    [Theory]
    [InlineData(0.5, 0.01)] // the lowest rate has it already
    [InlineData(0.7, 0.01)]
    [InlineData(0.75, 0.1)] // halfway between 0.01 and 1 in the logarithm
    [InlineData(0.8, 1)]
    [InlineData(0.81, double.NaN)]
    public void The_rate_at_a_score_lies_on_a_line_over_its_logarithm(double target, double rate)
        => Assert.Equal(rate, EqualScore.LeastRate([(1, 0.8), (0.01, 0.7), (4, 0.75)], target), 1e-12);
}

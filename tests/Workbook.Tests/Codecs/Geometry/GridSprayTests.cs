using Workbook.Codecs.Geometry;

namespace Workbook.Tests.Codecs.Geometry;

public class GridSprayTests
{
    [Fact]
    public void Paper_step_is_a_twentieth_of_rows_plus_columns_rounded_up()
    {
        Assert.Equal(23, GridSpray.PaperStep(227, 227));
        Assert.Equal(1, GridSpray.PaperStep(1, 1));
        Assert.Equal(2, GridSpray.PaperStep(10, 11));
    }

    [Fact]
    public void The_paper_leaves_the_last_lines_out_and_the_covered_grid_adds_them()
    {
        Assert.Equal([new(0, 0), new(0, 3), new(0, 6), new(3, 0), new(3, 3), new(3, 6)], GridSpray.Points(6, 8, 3, covered: false));
        Assert.Equal(3 * 4, GridSpray.Points(6, 8, 3, covered: true).Length);
        Assert.Equal(new GridPoint(5, 7), GridSpray.Points(6, 8, 3, covered: true)[^1]);
    }

    [Theory]
    [InlineData(1, 1, 5, 1)]
    [InlineData(1, 6, 5, 2)]
    [InlineData(4, 7, 3, 6)]
    [InlineData(65536, 1, int.MaxValue, 2)]
    public void A_line_that_the_step_meets_is_not_doubled(int rows, int columns, int step, int points) =>
        Assert.Equal(points, GridSpray.Points(rows, columns, step, covered: true).Length);
}

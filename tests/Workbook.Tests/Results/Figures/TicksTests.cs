using Workbook.Results.Figures;

namespace Workbook.Tests.Results.Figures;

public class TicksTests
{
    [Fact]
    public void Linear_ticks_step_by_a_round_number()
    {
        var ticks = Ticks.Linear(0, 10, 5);
        Assert.Equal([0, 2, 4, 6, 8, 10], ticks.Major);
        Assert.Equal(["0", "2", "4", "6", "8", "10"], ticks.Labels);
        Assert.Equal(["96", "97", "98", "99"], Ticks.Linear(95.6, 99.7, 6).Labels);
    }

    [Fact]
    public void A_step_of_a_quarter_shows_both_decimals() => Assert.Equal(["0.00", "0.25", "0.50", "0.75", "1.00"], Ticks.Linear(0, 1, 4).Labels);

    [Fact]
    public void Negative_numbers_carry_a_true_minus_sign() => Assert.Equal(["−2", "0", "2"], Ticks.Linear(-2, 2, 2).Labels);

    [Fact]
    public void Large_numbers_have_thousands_separators_and_very_large_ones_a_power_of_ten()
    {
        Assert.Equal("25,000", Ticks.Text(25000, 5000));
        Assert.Equal("2.5×10⁶", Ticks.Text(2_500_000, 500_000));
        Assert.Equal("10⁻⁷", Ticks.Short(1e-7));
    }

    [Fact]
    public void A_logarithmic_axis_of_two_decades_marks_one_two_and_five()
    {
        var ticks = Ticks.Logarithmic(0.01, 1, 10);
        Assert.Equal(["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1"], ticks.Labels);
        Assert.Contains(ticks.Minor, v => Math.Abs(v - 0.03) < 1e-9);
    }

    [Fact]
    public void A_long_logarithmic_axis_is_thinned() => Assert.Equal(["10⁻⁶", "0.001", "1", "1,000", "10⁶"], Ticks.Logarithmic(1e-6, 1e6, 5).Labels);
}

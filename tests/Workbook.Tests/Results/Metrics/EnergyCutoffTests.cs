using Workbook.Results.Metrics;

namespace Workbook.Tests.Results.Metrics;

public class EnergyCutoffTests
{
    [Fact]
    public void Longer_computing_pays_from_the_cutoff_on()
    {
        // 20 ms more at 2 W are 0.04 J for 4000 bits less: 10 microjoules a bit, the energy of 5 microseconds.
        var (codec, baseline) = (new CodecCost(0.025, 1000), new CodecCost(0.005, 5000));
        var cutoff = EnergyCutoff.Between(codec, baseline, 2);
        Assert.Equal(EnergyVerdict.AboveCutoff, cutoff.Verdict);
        Assert.Equal(1e-5, cutoff.JoulesPerBit, 1e-15);
        Assert.Equal(5e-6, cutoff.SecondsPerBit, 1e-15);
        Assert.Equal(codec.Joules(2, 1e-5), baseline.Joules(2, 1e-5), 1e-12);
        Assert.True(codec.Joules(2, 2e-5) < baseline.Joules(2, 2e-5));
    }

    [Fact]
    public void The_verdict_names_the_side_that_saves()
    {
        CodecCost reference = new(1, 100);
        Assert.Equal(EnergyVerdict.Always, EnergyCutoff.Between(new(0.5, 50), reference, 1).Verdict);
        Assert.Equal(EnergyVerdict.Always, EnergyCutoff.Between(new(1, 50), reference, 1).Verdict);
        Assert.Equal(EnergyVerdict.Never, EnergyCutoff.Between(new(2, 100), reference, 1).Verdict);
        Assert.Equal(EnergyVerdict.Never, EnergyCutoff.Between(reference, reference, 1).Verdict);
        Assert.Equal(EnergyVerdict.BelowCutoff, EnergyCutoff.Between(new(0.5, 150), reference, 1).Verdict);
        Assert.Equal(0.01, EnergyCutoff.Between(new(0.5, 150), reference, 1).JoulesPerBit, 1e-15);
    }

    [Fact]
    public void Power_and_costs_must_make_sense()
    {
        Assert.Throws<ArgumentException>(() => EnergyCutoff.Between(new(1, 1), new(2, 2), 0));
        Assert.Throws<ArgumentException>(() => EnergyCutoff.Between(new(-1, 1), new(2, 2), 1));
    }
}

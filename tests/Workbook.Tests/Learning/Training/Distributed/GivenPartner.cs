using Workbook.Learning.Training.Distributed;

namespace Workbook.Tests.Learning.Training.Distributed;

/// <summary>The first of two processes; what the other one adds to each sum is given.</summary>
internal sealed class GivenPartner(params double[] adds) : ProcessGroup
{
    public override int Rank => 0;

    public override int Size => 2;

    public override void Wait()
    {
    }

    protected internal override void Sum(Span<float> values)
    {
        Assert.Equal(adds.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
            values[i] += (float)adds[i];
    }

    protected internal override void Sum(Span<double> values)
    {
        Assert.Equal(adds.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
            values[i] += adds[i];
    }

    protected internal override void FromFirst(Span<byte> values)
    {
    }
}

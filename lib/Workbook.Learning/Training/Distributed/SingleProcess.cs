namespace Workbook.Learning.Training.Distributed;

/// <summary>A training in one process: everything is its own, and nothing has to be exchanged.</summary>
internal sealed class SingleProcess : ProcessGroup
{
    public override int Rank => 0;

    public override int Size => 1;

    public override void Wait()
    {
    }

    protected internal override void Sum(Span<float> values)
    {
    }

    protected internal override void Sum(Span<double> values)
    {
    }

    protected internal override void FromFirst(Span<byte> values)
    {
    }
}

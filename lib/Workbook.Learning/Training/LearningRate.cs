namespace Workbook.Learning.Training;

/// <summary>The learning rate as a function of the step, so that a run that goes on needs no stored schedule.</summary>
public sealed record LearningRate
{
    /// <summary>The rate after the warm-up. The field's usual 1e-4 by default.</summary>
    public double Base { get; init; } = 1e-4;

    /// <summary>Steps during which the rate rises evenly to <see cref="Base"/>; 0 for none.</summary>
    public long WarmUp { get; init; }

    /// <summary>Shares of the run, each in (0, 1), from which on the rate is multiplied by <see cref="Drop"/> once more.</summary>
    public IReadOnlyList<double> DropAt { get; init; } = [];

    /// <summary>What each drop multiplies the rate by.</summary>
    public double Drop { get; init; } = 0.1;

    /// <summary>The rate of one step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="steps">Steps of the whole run.</param>
    public double At(long step, long steps)
    {
        var rate = Base * Math.Min(1, (step + 1.0) / (WarmUp + 1.0));
        return DropAt.Where(share => step >= share * steps).Aggregate(rate, (dropped, _) => dropped * Drop);
    }

    /// <summary>The same drops make the same schedule.</summary>
    public bool Equals(LearningRate? other) => other is not null && (Base, WarmUp, Drop) == (other.Base, other.WarmUp, other.Drop) && DropAt.SequenceEqual(other.DropAt);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Base, WarmUp, Drop, DropAt.Count);

    internal void Check()
    {
        if (!(Base > 0) || !double.IsFinite(Base) || WarmUp < 0 || !(Drop > 0) || !DropAt.All(share => share is > 0 and < 1))
            throw new ArgumentException($"the learning rate is {this}; Base and Drop must be above 0, WarmUp at least 0, each DropAt a share between 0 and 1");
    }
}

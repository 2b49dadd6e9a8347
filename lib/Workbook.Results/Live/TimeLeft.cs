namespace Workbook.Results.Live;

/// <summary>Guesses how long a loop will still take, from its recent speed.</summary>
/// <remarks>
/// Speed is the weighted number of steps over their weighted seconds; what lies back by a fifth of the whole time weighs 1/e. So a slow
/// start is soon forgotten and a long loop's guess is calm. The first report only tells where the loop begins: it may go on from a checkpoint.
/// </remarks>
internal sealed class TimeLeft
{
    private const double Memory = 1.0 / 5;

    private double begin = double.NaN, last, done, steps, seconds;

    /// <summary>Takes the next report.</summary>
    /// <param name="now">Time in seconds; never falls.</param>
    /// <param name="steps">Steps that are done. Fewer than before: a report that was overtaken by another thread's.</param>
    public void Advance(double now, double steps)
    {
        if (double.IsNaN(begin))
            (begin, last, done) = (now, now, steps);
        if (!(steps > done) || !(now > last))
            return;
        var keep = Math.Exp((last - now) / (Memory * (now - begin)));
        (this.steps, seconds) = (this.steps * keep + steps - done, seconds * keep + now - last);
        (last, done) = (now, steps);
    }

    /// <summary>Seconds until <paramref name="total"/> steps are done; null while nobody can know.</summary>
    public double? Until(double total) => steps > 0 && total > done ? (total - done) * seconds / steps : null;
}

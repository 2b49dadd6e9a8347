namespace Workbook.Learning.Training;

/// <summary>A training that met a loss or a gradient that is infinite or not a number, and stopped before the weights took harm.</summary>
/// <param name="step">The step, from 0.</param>
/// <param name="what">The loss term, or the network and its parameter.</param>
/// <param name="message">What was found, where, and what to do.</param>
public sealed class NotFiniteException(long step, string what, string message) : Exception(message)
{
    internal const string Advice = "Go on from the last checkpoint with a lower learning rate or a smaller ClipNorm, or look at the data of this step";

    /// <summary>The step, from 0.</summary>
    public long Step { get; } = step;

    /// <summary>The loss term such as <c>bpp</c>, or the network and its parameter such as <c>codec g_a.0.weight</c>.</summary>
    public string What { get; } = what;
}

namespace Workbook.Results.Live;

/// <summary>Where a long loop stands.</summary>
/// <param name="What">What it is doing, in a few words.</param>
/// <param name="Done">Steps that are done.</param>
/// <param name="Total">Steps in all; 1 makes <paramref name="Done"/> a share, shown in percent; 0 where nobody knows.</param>
/// <param name="Metric">What the loop has reached, such as "loss 0.42"; empty for nothing.</param>
public readonly record struct ProgressStep(string What, double Done, double Total, string Metric = "")
{
    /// <summary>Whether all steps are done.</summary>
    public bool IsWhole => Total > 0 && Done >= Total;

    /// <summary>A share and a text are a step too.</summary>
    /// <param name="step">The share that is done, 0 to 1, and what to say about it.</param>
    public static implicit operator ProgressStep((double Share, string Text) step) => new(step.Text, step.Share, 1);
}

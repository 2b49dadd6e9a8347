namespace Workbook.Learning.Devices;

/// <summary>Which part of each batch is computed here, where several processes share it.</summary>
/// <param name="Index">Its place among the parts, from 0.</param>
/// <param name="Parts">All parts; each has as many samples.</param>
public sealed record BatchPart(int Index, int Parts)
{
    /// <summary>All of it: one process.</summary>
    public static BatchPart Whole { get; } = new(0, 1);

    /// <summary>The samples of this part.</summary>
    /// <param name="batch">Samples of the whole batch.</param>
    /// <returns>The first, counted from 0, and how many.</returns>
    /// <exception cref="ArgumentException">The batch cannot be cut into parts of one size.</exception>
    public (int First, int Count) Of(int batch) => batch % Parts == 0 ? (batch / Parts * Index, batch / Parts)
        : throw new ArgumentException($"a batch of {batch} is shared by {Parts} processes; it must be a multiple of {Parts}, so that each gets as many samples");
}

namespace Workbook.Codecs.Patterns;

/// <summary>Tells how many points each block of an image deserves, before any division by the quality.</summary>
/// <remarks>Source: Chakraborty et al. (MAGIC), section IV-A and Fig. 9; their discussion asks for stronger predictors, which plug in here.
/// Only the encoder predicts, so two predictors that disagree still make streams that every decoder reads.</remarks>
public interface IPointPredictor
{
    /// <summary>Side of a block in pixels.</summary>
    int BlockSize { get; }

    /// <summary>Predicts the points of every block of an image.</summary>
    /// <param name="gray">The image.</param>
    /// <returns>One value a block, row by row of blocks, see <see cref="BlockGrid"/>. In points; may be negative or not whole.</returns>
    float[] Predict(GrayImage gray);
}

namespace Workbook.Codecs.Magic;

/// <summary>What knowledge acquisition is doing.</summary>
public enum LearningStage
{
    /// <summary>Placing points in each image and measuring its entropies.</summary>
    Points,

    /// <summary>Clustering the triangles' colours into a palette.</summary>
    Palette,

    /// <summary>Training the predictor of points per block.</summary>
    Predictor,

    /// <summary>Counting symbols for the entropy coders.</summary>
    Statistics,
}

/// <summary>How far knowledge acquisition has come.</summary>
/// <param name="Stage">What it is doing.</param>
/// <param name="Done">Images or epochs finished in this stage; 0 when it begins.</param>
/// <param name="Total">Images or epochs of this stage. Each coder counts over all images; the predictor may end early.</param>
/// <param name="Error">The predictor's root mean square error in points a block, once it trains.</param>
public readonly record struct LearningProgress(LearningStage Stage, int Done, int Total, double? Error = null);

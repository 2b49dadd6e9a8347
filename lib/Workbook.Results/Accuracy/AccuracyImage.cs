using Workbook.Codecs;

namespace Workbook.Results.Accuracy;

/// <summary>A labelled image for the accuracy harness.</summary>
/// <param name="Label">Its class.</param>
/// <param name="Group">What it belongs to (photo, sequence, patient): a group is never in the training and the test part at once.</param>
/// <param name="Read">Gives the image; called once for each codec, from several threads.</param>
/// <param name="SourceBytes">Length of the file it comes from, where there is one; null counts 3 bytes a pixel.</param>
public sealed record AccuracyImage(string Label, string Group, Func<RgbImage> Read, long? SourceBytes = null);

using System.Globalization;
using Workbook.Results.Live;

namespace Workbook.Results.Accuracy;

/// <summary>Settings of an <see cref="AccuracyHarness"/>.</summary>
public sealed record AccuracyOptions
{
    /// <summary>Number of random splits.</summary>
    public int Splits { get; init; } = 30;

    /// <summary>Share of the images to test on.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>Seed of the splits.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Settings of the classifier.</summary>
    public SvmOptions Svm { get; init; } = new();

    /// <summary>Whether the classifier learns from the images as they were before coding; it is tested on decoded ones in either case.</summary>
    /// <remarks><c>false</c>, as in the MAGIC paper, lets it get used to what a codec does to images. <c>true</c> is the case of a
    /// classifier that was there before the codec.</remarks>
    public bool TrainOnOriginals { get; init; }

    /// <summary>Most images or splits worked on at once.</summary>
    public int MaxDegreeOfParallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Images that one worker codes before it asks for their features together.</summary>
    public int BatchSize { get; init; } = 8;
}

/// <summary>How far a measurement has come.</summary>
/// <param name="Codec">The codec that is measured.</param>
/// <param name="CodecNumber">Which one it is, from 1.</param>
/// <param name="CodecCount">How many there are.</param>
/// <param name="Images">Images of it that are done; the last one when the codec is judged.</param>
/// <param name="ImageCount">How many there are.</param>
/// <param name="Accuracy">Its accuracy, a ratio, when it is judged; else null.</param>
public readonly record struct AccuracyProgress(string Codec, int CodecNumber, int CodecCount, int Images, int ImageCount, double? Accuracy = null)
{
    /// <summary>The same as a step of the whole measurement, for a progress line.</summary>
    public ProgressStep Step => new(Codec, (CodecNumber - 1) * ImageCount + Images, CodecCount * ImageCount,
        Accuracy is { } accuracy ? string.Create(CultureInfo.InvariantCulture, $"accuracy {accuracy:P1}") : "");
}

using Workbook.Codecs.Color;

namespace Workbook.Codecs.Magic;

/// <summary>What profile <c>compact</c> learned from training images.</summary>
internal sealed record CompactStatistics(LabelStatistics Labels, ColorStatistics Colors) : ICoderStatistics
{
    internal const string Tag = "CMPT";

    internal static CoderStatistics Kind { get; } = new(Tag, Untrained, Read, Train);

    public void Write(FieldWriter fields)
    {
        Labels.Write(fields);
        Colors.Write(fields);
    }

    private static CompactStatistics Untrained(ColorDictionary palette) => new(LabelStatistics.Fresh, ColorStatistics.Untrained(palette.Colors.Length));

    private static CompactStatistics Read(ref FieldReader fields, ColorDictionary palette) =>
        new(LabelStatistics.Read(ref fields), ColorStatistics.Read(ref fields, palette.Colors.Length));

    private static CompactStatistics Train(MagicKnowledge knowledge, IReadOnlyList<TrainingPicture> pictures, StatisticsWork work) =>
        new(LabelStatistics.Train(pictures.Select(picture => picture.Plan), knowledge.BlockSize),
            ColorTraining.Train(knowledge.Palette, pictures, work));
}

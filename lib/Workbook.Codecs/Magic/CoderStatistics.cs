namespace Workbook.Codecs.Magic;

/// <summary>What a coder learned from training images: its own section of the knowledge file.</summary>
internal interface ICoderStatistics
{
    void Write(FieldWriter fields);
}

/// <summary>An image of the training set, coded with the new knowledge as far as its mesh.</summary>
/// <param name="Image">The image.</param>
/// <param name="Plan">What the mesh follows from.</param>
/// <param name="Mesh">The mesh.</param>
internal sealed record TrainingPicture(RgbImage Image, MeshPlan Plan, Geometry.Mesh Mesh);

/// <summary>Reads a section, strictly: anything that its coder cannot use is a <see cref="BitstreamException"/>.</summary>
internal delegate ICoderStatistics StatisticsReader(ref FieldReader fields, Color.ColorDictionary palette);

/// <summary>One coder's kind of statistics. A new coder adds one here, and nothing else changes.</summary>
/// <param name="Tag">Four letters that name the section.</param>
/// <param name="Untrained">What the coder starts from before training.</param>
/// <param name="Read">Reads the section.</param>
/// <param name="Train">Counts over pictures; the result depends on the pictures alone, not on the number of threads.</param>
internal sealed record CoderStatistics(string Tag, Func<Color.ColorDictionary, ICoderStatistics> Untrained, StatisticsReader Read,
    Func<MagicKnowledge, IReadOnlyList<TrainingPicture>, StatisticsWork, ICoderStatistics> Train)
{
    /// <summary>All kinds, in their order in the file.</summary>
    internal static IReadOnlyList<CoderStatistics> All { get; } = [CompactStatistics.Kind, VertexStatistics.Kind];
}

using Workbook.Codecs.Color;
using Workbook.Codecs.Entropy;

namespace Workbook.Codecs.Magic;

/// <summary>What profile <c>vertex</c> learned from training images: the turn of the colours and where probabilities start.</summary>
/// <param name="color">The turn of the colours.</param>
/// <param name="counts">How often each decision was 0 and 1.</param>
internal sealed class VertexStatistics(VertexColor color, VertexCounts counts) : ICoderStatistics
{
    internal const string Tag = "VRTX";
    private readonly AdaptiveBit[] bits = counts.Start();
    private readonly VertexCosts?[] costs = new VertexCosts?[VertexQuantizer.Groups * VertexDecisions.Planes];

    internal static CoderStatistics Kind { get; } = new(Tag, _ => Untrained, Read, Train);

    /// <summary>Nothing was learned; any image can be coded all the same.</summary>
    internal static VertexStatistics Untrained => new(VertexColor.Untrained, new VertexCounts());

    internal VertexColor Color { get; } = color;

    /// <summary>Probabilities to start from, of all planes; the caller's own copy.</summary>
    internal AdaptiveBit[] Start(VertexSetting setting)
    {
        var start = new AdaptiveBit[VertexDecisions.PerGroup];
        for (var plane = 0; plane < VertexDecisions.Planes; plane++)
            Of(Index(setting, plane)).CopyTo(start.AsSpan(plane * VertexDecisions.PerPlane));
        return start;
    }

    /// <summary>What each value of a plane costs with the starting probabilities.</summary>
    internal VertexCosts Costs(VertexSetting setting, int plane)
    {
        var index = Index(setting, plane);
        return costs[index] ??= new VertexCosts(Of(index));
    }

    public void Write(FieldWriter fields)
    {
        Color.Write(fields);
        counts.Write(fields);
    }

    private static VertexStatistics Read(ref FieldReader fields, ColorDictionary palette) => new(VertexColor.Read(ref fields), VertexCounts.Read(ref fields));

    private static VertexStatistics Train(MagicKnowledge knowledge, IReadOnlyList<TrainingPicture> pictures, StatisticsWork work) =>
        VertexTraining.Run([.. pictures.Select(picture => picture.Image)], work);

    private static int Index(VertexSetting setting, int plane) => VertexQuantizer.Group(setting.Of(plane)) * VertexDecisions.Planes + plane;

    private ReadOnlySpan<AdaptiveBit> Of(int index) => bits.AsSpan(index * VertexDecisions.PerPlane, VertexDecisions.PerPlane);
}

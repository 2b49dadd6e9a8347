namespace Workbook.Codecs.Magic;

/// <summary>How a residual becomes decisions, and where each decision's probability lies in a table.</summary>
/// <remarks>Zero or not (by context); the sign; is the size above 1, 2, ... (by half of the contexts); then an exponential Golomb code.</remarks>
internal static class VertexDecisions
{
    internal const int Contexts = 8;

    /// <summary>Sizes up to here have a decision of their own.</summary>
    internal const int UnarySize = 14;

    internal const int MaxLength = 20;
    internal const int PerClass = Contexts + 1 + 2 * (UnarySize - 1) + MaxLength;
    internal const int Planes = 3;
    internal const int PerPlane = VertexQuantizer.Classes * PerClass;
    internal const int PerGroup = Planes * PerPlane;
    internal const int Sign = Contexts;

    private static readonly byte[] ContextOfActivity = [0, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6, 7];

    internal static int Context(int activity) => ContextOfActivity[Math.Min(activity, ContextOfActivity.Length - 1)];

    /// <summary>The decision whether a size that is not below <paramref name="size"/> is above it.</summary>
    internal static int Above(int context, int size) => Contexts + 1 + (2 * context / Contexts) * (UnarySize - 1) + size - 1;

    /// <summary>The decision whether the Golomb code is longer.</summary>
    internal static int Longer(int length) => Contexts + 1 + 2 * (UnarySize - 1) + length;
}

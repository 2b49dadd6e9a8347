using Workbook.Codecs.Geometry;

namespace Workbook.Codecs.Magic;

/// <summary>A mesh and its colours: one colour a triangle, or one a vertex where the profile says so.</summary>
/// <param name="Plan">What the mesh follows from.</param>
/// <param name="Mesh">The mesh.</param>
/// <param name="Colors">The colours.</param>
internal sealed record Picture(MeshPlan Plan, Mesh Mesh, Rgb[] Colors);

/// <summary>One way to write labels and colours: the only place where the profiles differ.</summary>
internal interface IProfileCoder
{
    /// <summary>Codes an image whose mesh is given.</summary>
    /// <param name="image">The image.</param>
    /// <param name="plan">What the mesh follows from.</param>
    /// <param name="mesh">The mesh of that plan.</param>
    /// <param name="options">What the caller asked for; size, grid and labels are already settled in the plan.</param>
    /// <returns>The stream and what it consists of.</returns>
    MagicEncoding Encode(RgbImage image, MeshPlan plan, Mesh mesh, MagicOptions options);

    /// <summary>Reads a whole stream.</summary>
    /// <exception cref="BitstreamException">The bytes are not a good stream of this profile.</exception>
    Picture Decode(ReadOnlySpan<byte> stream, Limits limits);

    /// <summary>Draws the colours.</summary>
    RgbImage Paint(Picture picture);

    /// <summary>Whether a picture has one colour for each vertex instead of one for each triangle.</summary>
    bool ColorsVertices { get; }
}

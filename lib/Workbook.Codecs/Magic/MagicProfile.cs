namespace Workbook.Codecs.Magic;

/// <summary>How a stream codes the mesh and its colours.</summary>
public enum MagicProfile
{
    /// <summary>Fields of fixed length, bit for bit as section IV-B of the paper describes them: for comparing sizes with the paper.</summary>
    Paper,

    /// <summary>The same labels and colours, coded with context by a range coder. Decodes to the same image as <see cref="Paper"/>.</summary>
    Compact,

    /// <summary>A colour for each vertex, interpolated over the triangles: smallest at equal quality.</summary>
    Vertex,
}

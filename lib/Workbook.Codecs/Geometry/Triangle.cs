namespace Workbook.Codecs.Geometry;

/// <summary>A triangle of a <see cref="Mesh"/>, as three indices into <see cref="Mesh.Points"/>.</summary>
/// <remarks>A is the smallest of the three. Seen with rows downwards and columns to the right, A, B, C run against the clock:
/// (B - A) x (C - A), with the row as first coordinate, is positive. A triangle (A, B, B) is the segment between two points and
/// (A, A, A) a single point; they occur only where all points of the mesh lie on one line.</remarks>
/// <param name="A">Index of the smallest corner.</param>
/// <param name="B">Index of the second corner.</param>
/// <param name="C">Index of the third corner.</param>
public readonly record struct Triangle(int A, int B, int C);

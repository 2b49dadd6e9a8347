using Workbook.Codecs.Geometry;

namespace Workbook.Codecs.Magic;

/// <summary>Which triangles share a side.</summary>
internal static class TriangleNeighbors
{
    /// <summary>The neighbour of each side, -1 at the border: element 3 t + k belongs to the side of triangle t from corner k to k + 1.</summary>
    internal static int[] Of(Mesh mesh)
    {
        var neighbors = new int[3 * mesh.Triangles.Length];
        var waiting = new int[mesh.Points.Length];      // the last side whose smaller end is this point, and whose neighbour is not known yet
        var before = new int[neighbors.Length];         // the one before it
        Array.Fill(neighbors, -1);
        Array.Fill(waiting, -1);
        for (var side = 0; side < neighbors.Length; side++)
        {
            var (low, high) = Ends(mesh.Triangles[side / 3], side % 3);
            var other = waiting[low];
            while (other >= 0 && (neighbors[other] >= 0 || Ends(mesh.Triangles[other / 3], other % 3).High != high))
                other = before[other];
            if (other >= 0)
                (neighbors[side], neighbors[other]) = (other / 3, side / 3);
            else
                (before[side], waiting[low]) = (waiting[low], side);
        }
        return neighbors;
    }

    private static (int Low, int High) Ends(Triangle triangle, int side)
    {
        var (from, to) = side switch { 0 => (triangle.A, triangle.B), 1 => (triangle.B, triangle.C), _ => (triangle.C, triangle.A) };
        return from < to ? (from, to) : (to, from);
    }
}

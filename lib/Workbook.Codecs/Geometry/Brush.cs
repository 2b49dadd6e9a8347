using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Workbook.Codecs.Geometry;

/// <summary>Paints runs of pixels in one colour.</summary>
/// <remarks>The colour repeats every three bytes. Vectors are laid every 30 bytes, where the pattern starts anew, and the last one
/// so that it ends with the run: where stores overlap they write the same bytes.</remarks>
internal readonly struct Brush
{
    // The pattern from its first, second and third byte on.
    private readonly ulong _red;
    private readonly ulong _green;
    private readonly ulong _blue;

    internal Brush(Rgb color)
    {
        _red = Repeat(color.Red, color.Green, color.Blue);
        _green = Repeat(color.Green, color.Blue, color.Red);
        _blue = Repeat(color.Blue, color.Red, color.Green);
    }

    private static ulong Repeat(byte first, byte second, byte third)
    {
        ulong pixel = first | (uint)second << 8 | (uint)third << 16;
        return pixel | pixel << 24 | pixel << 48;
    }

    /// <summary>Paints whole pixels.</summary>
    /// <param name="run">The bytes of the pixels, a multiple of three.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Paint(Span<byte> run)
    {
        if (run.Length >= 32)
            PaintLong(run);
        else if (run.Length >= 16)
        {
            // 8 bytes on, and 16 before the end, the pattern stands at its third byte.
            Vector128.Create(_red, _blue).AsByte().CopyTo(run);
            Vector128.Create(_blue, _green).AsByte().CopyTo(run[^16..]);
        }
        else if (run.Length >= 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(run, _red);
            BinaryPrimitives.WriteUInt64LittleEndian(run[^8..], _green);
        }
        else if (run.Length == 6)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(run, (uint)_red);
            BinaryPrimitives.WriteUInt32LittleEndian(run[2..], (uint)_blue);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(run, (ushort)_red);
            run[2] = (byte)_blue;
        }
    }

    private void PaintLong(Span<byte> run)
    {
        var fromRed = Vector256.Create(_red, _blue, _green, _red).AsByte();
        for (var rest = run; rest.Length >= 32; rest = rest[30..])
            fromRed.CopyTo(rest);
        // 32 bytes before the end the pattern stands at its second byte.
        Vector256.Create(_green, _red, _blue, _green).AsByte().CopyTo(run[^32..]);
    }
}

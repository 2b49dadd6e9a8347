using System.Buffers.Binary;

namespace Workbook.Imaging.Files;

/// <summary>Where a file's voxels lie in the scanner: the qform and the sform of its header.</summary>
/// <remarks>Nothing here interprets it. It is kept so that what is written beside a scan, such as predicted labels, lies in the same place
/// for a viewer. The order of voxels in memory is that of the file.</remarks>
public sealed record NiftiOrientation
{
    private const int FirstFloat = 256;
    private const int Floats = 18; // quatern_b to srow_z[3]

    private readonly float[] numbers;

    private NiftiOrientation(short qformCode, short sformCode, float handedness, float[] numbers) =>
        (QformCode, SformCode, Handedness, this.numbers) = (qformCode, sformCode, handedness, numbers);

    /// <summary>The header of a volume that says nothing about its place: both codes are 0.</summary>
    public static NiftiOrientation Unknown { get; } = new(0, 0, 1, new float[Floats]);

    /// <summary>What the quaternion refers to, 0 to 5; 0: it is not used.</summary>
    public short QformCode { get; }

    /// <summary>What the matrix refers to, 0 to 5; 0: it is not used.</summary>
    public short SformCode { get; }

    internal float Handedness { get; }

    /// <summary>The 18 numbers of the file: quaternion b, c, d; offset x, y, z; the matrix's rows x, y, z of four numbers each.</summary>
    public IReadOnlyList<float> Numbers => numbers;

    /// <inheritdoc/>
    public bool Equals(NiftiOrientation? other) => other is not null && (QformCode, SformCode, Handedness) == (other.QformCode, other.SformCode, other.Handedness)
        && numbers.AsSpan().SequenceEqual(other.numbers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(QformCode, SformCode, numbers[0], numbers[6], numbers[9]);

    internal static NiftiOrientation Parse(NiftiFields header)
    {
        var (qform, sform) = (header.Code(252, "qform_code"), header.Code(254, "sform_code"));
        var (numbers, handedness) = (new float[Floats], header.Single(76));
        for (var i = 0; i < Floats; i++)
        {
            var used = i < 6 ? qform > 0 : sform > 0;
            numbers[i] = used ? header.Finite(FirstFloat + 4 * i, i < 6 ? "qform" : "sform") : Kept(header.Single(FirstFloat + 4 * i));
        }
        return new(qform, sform, handedness < 0 ? -1 : 1, numbers);
    }

    internal void Write(Span<byte> header)
    {
        BinaryPrimitives.WriteInt16LittleEndian(header[252..], QformCode);
        BinaryPrimitives.WriteInt16LittleEndian(header[254..], SformCode);
        BinaryPrimitives.WriteSingleLittleEndian(header[76..], Handedness);
        for (var i = 0; i < Floats; i++)
            BinaryPrimitives.WriteSingleLittleEndian(header[(FirstFloat + 4 * i)..], numbers[i]);
    }

    private static float Kept(float unused) => float.IsFinite(unused) ? unused : 0;
}

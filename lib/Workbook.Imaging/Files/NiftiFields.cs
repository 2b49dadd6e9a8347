using System.Buffers.Binary;
using Workbook.Codecs;

namespace Workbook.Imaging.Files;

/// <summary>Reads and checks the fields of a NIfTI-1 header, in its own order of bytes.</summary>
/// <remarks>Source: R. W. Cox et al., "A (sort of) new image data format standard: NIfTI-1" (2004), and the definition nifti1.h.</remarks>
internal readonly ref struct NiftiFields
{
    internal const int HeaderBytes = 348;
    internal const int FirstData = 352; // four bytes after the header tell of extensions
    private readonly ReadOnlySpan<byte> bytes;
    private readonly bool big;

    private NiftiFields(ReadOnlySpan<byte> bytes, bool big)
    {
        this.bytes = bytes;
        this.big = big;
    }

    /// <exception cref="InvalidDataException">A field is not as the format or the limits allow.</exception>
    internal static NiftiHeader Parse(ReadOnlySpan<byte> bytes, Limits limits)
    {
        if (bytes.Length < FirstData)
            throw new InvalidDataException($"there are {bytes.Length} bytes, but a NIfTI-1 header has {FirstData}; get the file again from its source");
        var fields = new NiftiFields(bytes, IsBig(bytes));
        CheckMagic(bytes[344..348]);
        var shape = fields.Shape(limits);
        var type = fields.Type();
        var (slope, intercept) = fields.Scale();
        return new NiftiHeader(shape, fields.Spacing(shape), type, slope, intercept, NiftiOrientation.Parse(fields))
        {
            IsBigEndian = fields.big,
            DataOffset = fields.DataOffset(),
        };
    }

    internal short Short(int at) => big ? BinaryPrimitives.ReadInt16BigEndian(bytes[at..]) : BinaryPrimitives.ReadInt16LittleEndian(bytes[at..]);

    internal float Single(int at) => big ? BinaryPrimitives.ReadSingleBigEndian(bytes[at..]) : BinaryPrimitives.ReadSingleLittleEndian(bytes[at..]);

    internal float Finite(int at, string name) => float.IsFinite(Single(at)) ? Single(at)
        : throw new InvalidDataException($"{name} at byte {at} holds {Single(at)}; allowed are finite numbers; set its code to 0 if the place is not known");

    internal short Code(int at, string name) => Short(at) is >= 0 and <= 5 ? Short(at)
        : throw new InvalidDataException($"{name} at byte {at} is {Short(at)}, allowed 0 to 5; set it to 0 if the place is not known");

    private static bool IsBig(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x5C, 0x01, 0, 0, ..] => false,
        [0, 0, 0x01, 0x5C, ..] => true,
        [0x1C, 0x02, 0, 0, ..] or [0, 0, 0x02, 0x1C, ..] => throw new InvalidDataException("sizeof_hdr at byte 0 is 540: this is NIfTI-2, "
            + "expected NIfTI-1; save it as NIfTI-1 (every tool that writes the one writes the other)"),
        _ => throw new InvalidDataException($"bytes 0-3 are {Convert.ToHexString(bytes[..4])}, expected the header's size 348 "
            + "(5C010000 or 0000015C); this is no NIfTI-1 file"),
    };

    private static void CheckMagic(ReadOnlySpan<byte> magic)
    {
        if (magic.SequenceEqual("ni1\0"u8))
            throw new InvalidDataException("the header belongs to a pair of files (.hdr and .img); save the volume as one .nii or .nii.gz file");
        if (!magic.SequenceEqual("n+1\0"u8))
            throw new InvalidDataException($"bytes 344-347 are {Convert.ToHexString(magic)}, expected 6E2B3100 (\"n+1\"); "
                + "this is no NIfTI-1 file, maybe Analyze 7.5: convert it first");
    }

    private VolumeShape Shape(Limits limits)
    {
        var sides = Short(40);
        if (sides is < 2 or > 7)
            throw new InvalidDataException($"dim[0] at byte 40 is {sides}, allowed 2 to 7");
        for (var i = 1; i <= sides; i++)
            if (Short(40 + 2 * i) is var side && (side < 1 || i > 3 && side != 1))
                throw new InvalidDataException($"dim[{i}] at byte {40 + 2 * i} is {side}, allowed "
                    + (i > 3 ? "1: a volume has one channel at one time; save each as a file of its own" : "1 to 32767"));
        var shape = new VolumeShape(sides > 2 ? Short(46) : 1, Short(44), Short(42));
        return shape.Count <= limits.MaxPixels ? shape
            : throw new InvalidDataException($"the header asks for {shape} = {shape.Count:N0} voxels, allowed {limits.MaxPixels:N0}; "
                + "raise Limits.MaxPixels only for files you trust");
    }

    private NiftiType Type()
    {
        var (type, bits) = ((NiftiType)Short(70), Short(72));
        if (NiftiHeader.BytesOf(type) is var size && size == 0)
            throw new InvalidDataException($"datatype at byte 70 is {(short)type}, allowed "
                + $"{string.Join(", ", Enum.GetValues<NiftiType>().Select(t => $"{(short)t} ({t})"))}; convert the file to one of these");
        return bits == 8 * size ? type : throw new InvalidDataException($"bitpix at byte 72 is {bits}, but {type} has {8 * size} bits; the header is damaged");
    }

    private VoxelSpacing Spacing(VolumeShape shape)
    {
        var unit = (bytes[123] & 7) switch
        {
            0 or 2 => 1f,
            1 => 1000f,
            3 => 0.001f,
            var other => throw new InvalidDataException($"xyzt_units at byte 123 names the length unit {other}, allowed 0 (not said), 1 (m), 2 (mm) and 3 (um)"),
        };
        return new(shape.Depth == 1 && Single(88) == 0 ? 1 : Side(3) * unit, Side(2) * unit, Side(1) * unit);
    }

    private float Side(int i) => Single(76 + 4 * i) is > 1e-20f and < 1e20f and var side ? side
        : throw new InvalidDataException($"pixdim[{i}] at byte {76 + 4 * i} is {Single(76 + 4 * i)}, but a voxel's size must be above 0 "
            + "(1e-20 to 1e20); put the true size in, or 1");

    // A slope of 0 means no scale (nifti1.h); NaN is what some writers leave there for the same.
    private (double Slope, double Intercept) Scale()
    {
        var (slope, intercept) = (Single(112), Single(116));
        if (slope == 0 || float.IsNaN(slope))
            return (1, 0);
        return float.IsFinite(slope) && float.IsFinite(intercept) ? (slope, intercept)
            : throw new InvalidDataException($"scl_slope and scl_inter at byte 112 are {slope} and {intercept}; allowed are finite numbers");
    }

    private long DataOffset()
    {
        var offset = Single(108);
        return offset is >= FirstData and < 1 << 24 && offset == MathF.Floor(offset) ? (long)offset
            : throw new InvalidDataException($"vox_offset at byte 108 is {offset}, allowed whole numbers from {FirstData} to {(1 << 24) - 1}");
    }
}

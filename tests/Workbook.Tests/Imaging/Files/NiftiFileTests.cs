using System.Buffers.Binary;
using System.IO.Compression;
using Workbook.Codecs;
using Workbook.Imaging.Files;
using Workbook.Imaging.Sets;

namespace Workbook.Tests.Imaging.Files;

public class NiftiFileTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_written_by_hand_reads_in_both_orders_of_bytes(bool big)
    {
        var volume = NiftiFile.Decode(ByHand(big));
        Assert.Equal(new VolumeShape(1, 2, 3), volume.Shape); // dim = 3, 3 columns, 2 rows, 1 slice
        Assert.Equal(new VoxelSpacing(8, 1.5f, 0.5f), volume.Spacing);
        Assert.Equal([-1.5f, -1, -0.5f, 0, 0.5f, 16382.5f], volume.Voxels); // 0.5 * stored - 1
    }

    [Theory]
    [InlineData(NiftiType.UInt8, 8, "00 07 FF", new float[] { 0, 7, 255 })]
    [InlineData(NiftiType.Int8, 8, "00 07 FF", new float[] { 0, 7, -1 })]
    [InlineData(NiftiType.UInt16, 16, "0000 0700 FFFF", new float[] { 0, 7, 65535 })]
    [InlineData(NiftiType.Int32, 32, "00000000 07000000 FFFFFFFF", new float[] { 0, 7, -1 })]
    [InlineData(NiftiType.Float32, 32, "00000000 0000803F 000000BF", new float[] { 0, 1, -0.5f })]
    [InlineData(NiftiType.Float64, 64, "0000000000000000 000000000000F03F 000000000000E0BF", new float[] { 0, 1, -0.5f })]
    public void Every_type_of_voxel_is_read(NiftiType type, short bits, string stored, float[] expected)
    {
        byte[] file = [.. ByHand(big: false)[..352], .. Convert.FromHexString(stored.Replace(" ", ""))];
        Put(file, 70, (short)type, bits);
        Put(file, 44, 1);
        Put(file, 112, 0f); // a slope of 0 is no scale
        Assert.Equal(expected, NiftiFile.Decode(file).Voxels);
    }

    [Theory]
    [InlineData("a.nii", NiftiType.Float32)]
    [InlineData("a.nii.gz", NiftiType.Float32)]
    [InlineData("a.nii", NiftiType.Int16)]
    [InlineData("a.nii.gz", NiftiType.UInt8)]
    public void What_is_written_comes_back(string name, NiftiType type)
    {
        using var folder = new TemporaryFolder();
        var scan = new Volume(new(5, 70, 60), [.. Enumerable.Range(0, 21000).Select(i => (float)(i * 7 % 256))], new(8, 1.25f, 1.5f));
        NiftiFile.Write(folder[name], scan, type);
        var read = NiftiFile.Read(folder[name]);
        Assert.Equal((scan.Shape, scan.Spacing), (read.Shape, read.Spacing));
        Assert.Equal(scan.Voxels, read.Voxels);
        Assert.Equal((type, 1.0, 0.0), (NiftiFile.ReadHeader(folder[name]).Type, NiftiFile.ReadHeader(folder[name]).Slope, NiftiFile.ReadHeader(folder[name]).Intercept));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData(NiftiType.Int16)]
    [InlineData(NiftiType.UInt8)]
    public void Values_that_do_not_fit_are_scaled_and_come_back_within_half_a_step(NiftiType type)
    {
        using var folder = new TemporaryFolder();
        var scan = new Volume(new(1, 40, 50), [.. Enumerable.Range(0, 2000).Select(i => MathF.Sqrt(i) * 1000 - 300)]);
        NiftiFile.Write(folder["a.nii"], scan, type);
        var (read, step) = (NiftiFile.Read(folder["a.nii"]), NiftiFile.ReadHeader(folder["a.nii"]).Slope);
        Assert.Equal((scan.Voxels.Max() - scan.Voxels.Min()) / (type == NiftiType.UInt8 ? 255 : 65535), step, 1e-3);
        Assert.All(scan.Voxels.Zip(read.Voxels), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, step / 2 + 0.01));
    }

    [Fact]
    public void Labels_written_beside_a_scan_lie_where_it_lies()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["scan.nii"], ByHand(big: true));
        var scan = NiftiFile.ReadHeader(folder["scan.nii"]);
        NiftiFile.Write(folder["labels.nii"], new LabelVolume(scan.Shape, [0, 1, 2, 0, 255, 0], scan.Spacing), scan);
        var labels = NiftiFile.ReadHeader(folder["labels.nii"]);
        Assert.Equal(scan.Orientation, labels.Orientation);
        Assert.Equal((1, 2), (labels.Orientation.QformCode, labels.Orientation.SformCode));
        Assert.Equal([0, 1, 2, 0, 255, 0], NiftiFile.ReadLabels(folder["labels.nii"]).Labels);
        Assert.Throws<ArgumentException>(() => NiftiFile.Write(folder["labels.nii"], new LabelVolume(new(2, 2, 3)), scan));
    }

    [Fact]
    public void Labels_must_be_whole_numbers()
    {
        using var folder = new TemporaryFolder();
        NiftiFile.Write(folder["a.nii"], new Volume(new(1, 1, 3), [0, 1, 0.5f]));
        Assert.Contains("0.5 at slice 0, row 0, column 2", Assert.Throws<ImageFileException>(() => NiftiFile.ReadLabels(folder["a.nii"])).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_prefix_and_every_byte_too_many_is_refused(bool packed)
    {
        var file = packed ? Packed(ByHand(big: false)) : ByHand(big: false);
        for (var length = 0; length < file.Length; length++)
            Assert.Throws<ImageFileException>(() => NiftiFile.Decode(file[..length]));
        Assert.Throws<ImageFileException>(() => NiftiFile.Decode([.. file, 0]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_changed_bit_gives_a_volume_or_is_refused_with_a_word(bool packed)
    {
        var good = packed ? Packed(ByHand(big: false)) : ByHand(big: false);
        var (refused, silent) = (0, 0);
        for (var bit = 0; bit < good.Length * 8; bit++)
        {
            var bad = (byte[])good.Clone();
            bad[bit / 8] ^= (byte)(1 << bit % 8);
            try
            {
                if (NiftiFile.Decode(bad, new Limits { MaxPixels = 1 << 20 }) is var read && packed && !read.Voxels.SequenceEqual(NiftiFile.Decode(good).Voxels))
                    silent++;
            }
            catch (ImageFileException e)
            {
                refused++;
                Assert.True(e.Message.Length > 40, e.Message);
            }
        }
        Assert.InRange(refused, packed ? good.Length * 6 : 150, good.Length * 8);
        Assert.Equal(0, silent); // gzip's checksum finds every changed bit that matters
    }

    [Theory]
    [InlineData(0, 540, "NIfTI-2")]
    [InlineData(40, 8, "dim[0]")]
    [InlineData(42, 0, "dim[1]")]
    [InlineData(46, -3, "dim[3]")]
    [InlineData(70, 128, "datatype")]
    [InlineData(72, 12, "bitpix")]
    [InlineData(252, 6, "qform_code")]
    public void A_wrong_field_is_named_with_what_is_allowed(int at, short value, string name)
    {
        var file = ByHand(big: false);
        Put(file, at, value);
        var message = Assert.Throws<ImageFileException>(() => NiftiFile.Decode(file)).Message;
        Assert.Contains(name, message);
        Assert.Contains($"byte {at}", message);
    }

    [Theory]
    [InlineData(80, 0f, "pixdim[1]")]
    [InlineData(84, float.NaN, "pixdim[2]")]
    [InlineData(108, 100f, "vox_offset")]
    [InlineData(108, 400f, "asks for 412")]
    [InlineData(112, float.PositiveInfinity, "scl_slope")]
    [InlineData(256, float.NaN, "qform")]
    [InlineData(116, 1e38f, "")] // 0.5 * 32767 + 1e38 is still a float
    public void A_wrong_number_is_named(int at, float value, string name)
    {
        var file = ByHand(big: false);
        Put(file, at, value);
        if (name == "")
            Assert.True(float.IsFinite(NiftiFile.Decode(file).Voxels.Max()));
        else
            Assert.Contains(name, Assert.Throws<ImageFileException>(() => NiftiFile.Decode(file)).Message);
    }

    [Fact]
    public void A_value_that_is_not_finite_is_refused_with_its_place()
    {
        byte[] file = [.. ByHand(big: false)[..352], .. new byte[24]];
        Put(file, 70, (short)NiftiType.Float32, 32);
        BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(352 + 16), float.NaN);
        Assert.Contains("slice 0, row 1, column 1 is NaN", Assert.Throws<ImageFileException>(() => NiftiFile.Decode(file)).Message);
    }

    [Fact]
    public void A_header_that_asks_for_too_much_is_refused_before_memory_is_taken()
    {
        var file = ByHand(big: false);
        Put(file, 42, 30000, 30000, 30000);
        var small = ByHand(big: false);
        Put(small, 42, 400, 400, 400);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("MaxPixels", Assert.Throws<ImageFileException>(() => NiftiFile.Decode(file)).Message);
        Assert.Contains("MaxPixels", Assert.Throws<ImageFileException>(() => NiftiFile.Decode(Packed(file))).Message);
        Assert.Contains("trap", Assert.Throws<ImageFileException>(() => NiftiFile.Decode(Packed(small))).Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void Metres_become_millimetres_and_extensions_are_skipped()
    {
        var plain = ByHand(big: false);
        byte[] file = [.. plain[..352], .. new byte[32], .. plain[352..]];
        Put(file, 108, 384f);
        (file[123], file[348]) = (1, 1);
        Assert.Equal(new VoxelSpacing(8000, 1500, 500), NiftiFile.Decode(file).Spacing);
        Assert.Equal(NiftiFile.Decode(plain).Voxels, NiftiFile.Decode(file).Voxels);
    }

    [Fact]
    public void A_missing_file_and_a_wrong_ending_are_named()
    {
        Assert.Contains("/nowhere/a.nii", Assert.Throws<ImageFileException>(() => NiftiFile.Read("/nowhere/a.nii")).Message);
        Assert.Contains(".nii.gz", Assert.Throws<ArgumentException>(() => NiftiFile.Write("a.mha", new Volume(new(1, 1, 1)))).Message);
    }

    [Theory]
    [InlineData("cardiac-mr-acdc")]
    [InlineData("mr-hippocampus-msd")]
    public void The_users_volumes_all_load_and_come_back(string set)
    {
        Assert.SkipUnless(DataRoot.IsSet && DataRoot.FromEnvironment().Has(set), $"WORKBOOK_DATA holds no {set}");
        using var folder = new TemporaryFolder();
        foreach (var path in Directory.GetFiles(Path.Combine(DataRoot.FromEnvironment().Path, set), "*.nii.gz", SearchOption.AllDirectories))
        {
            var header = NiftiFile.ReadHeader(path);
            if (path.Contains("mask") || path.Contains("labels"))
                Assert.InRange(NiftiFile.ReadLabels(path).Labels.Max(), 1, 3);
            var scan = NiftiFile.Read(path);
            NiftiFile.Write(folder["a.nii"], scan, NiftiType.Float32, header);
            Assert.Equal(scan.Voxels, NiftiFile.Read(folder["a.nii"]).Voxels);
            Assert.Equal(header.Orientation, NiftiFile.ReadHeader(folder["a.nii"]).Orientation);
        }
    }

    // Written from the field table of nifti1.h: 3 x 2 x 1 voxels of int16, spacing 0.5 x 1.5 x 8 mm, value = 0.5 stored - 1.
    private static byte[] ByHand(bool big)
    {
        var file = new byte[352 + 12];
        void Short(int at, params short[] values)
        {
            foreach (var (i, value) in values.Index())
                (big ? (Action<Span<byte>, short>)BinaryPrimitives.WriteInt16BigEndian : BinaryPrimitives.WriteInt16LittleEndian)(file.AsSpan(at + 2 * i), value);
        }
        void Single(int at, params float[] values)
        {
            foreach (var (i, value) in values.Index())
                (big ? (Action<Span<byte>, float>)BinaryPrimitives.WriteSingleBigEndian : BinaryPrimitives.WriteSingleLittleEndian)(file.AsSpan(at + 4 * i), value);
        }
        if (big)
            file[2] = 1;
        else
            file[1] = 1;
        file[big ? 3 : 0] = 0x5C; // 348
        Short(40, 3, 3, 2, 1, 1, 1, 1, 1);
        Short(70, 4, 16);
        Single(76, -1, 0.5f, 1.5f, 8, 0, 0, 0, 0);
        Single(108, 352, 0.5f, -1);
        file[123] = 2 + 8; // mm and s
        Short(252, 1, 2);
        Single(256, 0, 0, 1, 10, 20, 30, -0.5f, 0, 0, 10, 0, -1.5f, 0, 20, 0, 0, 8, 30);
        "n+1"u8.CopyTo(file.AsSpan(344));
        Short(352, -1, 0, 1, 2, 3, 32767);
        return file;
    }

    private static void Put(byte[] file, int at, params short[] values)
    {
        foreach (var (i, value) in values.Index())
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(at + 2 * i), value);
    }

    private static void Put(byte[] file, int at, float value) => BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(at), value);

    private static byte[] Packed(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Optimal))
            packer.Write(file);
        return packed.ToArray();
    }
}

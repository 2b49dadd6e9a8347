using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using ImageMagick;
using Workbook.Codecs;
using Workbook.Imaging.Files;

namespace Workbook.Tests.Imaging.Files;

public class ImageFileTests
{
    [Theory]
    [InlineData("a.png")]
    [InlineData("a.bmp")]
    [InlineData("a.tif")]
    [InlineData("a.TIFF")]
    [InlineData("a.ppm")]
    public void A_lossless_format_gives_back_every_pixel(string name)
    {
        using var folder = new TemporaryFolder();
        foreach (var image in new[] { TestImages.Texture(1, 1), TestImages.Texture(37, 53), new RgbImage(5, 7), GrayAsRgb(11, 3) })
        {
            ImageFile.Write(folder[name], image);
            var read = ImageFile.Read(folder[name]);
            Assert.Equal((image.Rows, image.Columns), (read.Rows, read.Columns));
            Assert.Equal(image.Pixels, read.Pixels);
        }
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Writing_twice_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a.png", "b.png", "a.jpg", "b.jpg", "a.tif", "b.tif" })
            ImageFile.Write(folder[name], TestImages.Texture(20, 30));
        foreach (var ending in new[] { "png", "jpg", "tif" })
            Assert.Equal(File.ReadAllBytes(folder[$"a.{ending}"]), File.ReadAllBytes(folder[$"b.{ending}"]));
    }

    [Fact]
    public void Jpeg_files_come_back_close()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder["a.jpg"], TestImages.Texture(64, 48, grain: 6));
        Assert.True(TestImages.Psnr(TestImages.Texture(64, 48, grain: 6), ImageFile.Read(folder["a.jpg"])) > 38);
    }

    [Fact]
    public void Portable_maps_read_as_written_by_hand()
    {
        Assert.Equal([255, 0, 0, 1, 2, 3], ImageFile.Decode("P3\n2 1\n255\n255 0 0 1 2 3\n"u8).Pixels);
        Assert.Equal([7, 7, 7, 200, 200, 200], ImageFile.Decode([.. "P5 1 2 255\n"u8, 7, 200]).Pixels);
    }

    [Fact]
    public void Sixteen_bits_are_scaled_and_rounded_to_eight()
    {
        byte[] file = [.. "P5 4 1 65535\n"u8, 0, 0, 255, 255, 128, 0, 1, 0];
        Assert.Equal([0, 255, 128, 1], ImageFile.Decode(file).ToGray().Pixels);
    }

    [Fact]
    public void Transparent_pixels_are_laid_on_white()
    {
        using var native = new MagickImage([255, 0, 0, 255, 255, 0, 0, 0], new PixelReadSettings(2, 1, StorageType.Char, "RGBA"));
        Assert.Equal([255, 0, 0, 255, 255, 255], ImageFile.Decode(native.ToByteArray(MagickFormat.Png)).Pixels);
    }

    [Fact]
    public void Palette_and_cmyk_files_become_rgb()
    {
        byte[] pixels = [255, 0, 0, 0, 0, 255, 0, 0, 255, 255, 0, 0];
        using var native = new MagickImage(pixels, new PixelReadSettings(4, 1, StorageType.Char, "RGB"));
        native.ColorType = ColorType.Palette;
        Assert.Equal(pixels, ImageFile.Decode(native.ToByteArray(MagickFormat.Png8)).Pixels);
        native.ColorSpace = ColorSpace.CMYK;
        Assert.Equal(pixels, ImageFile.Decode(native.ToByteArray(MagickFormat.Tiff)).Pixels);
    }

    [Fact]
    public void A_turn_in_EXIF_is_carried_out()
    {
        using var native = new MagickImage([10, 10, 10, 240, 240, 240], new PixelReadSettings(2, 1, StorageType.Char, "RGB"));
        native.Orientation = Orientation.RightTop; // to be shown turned clockwise by 90 degrees
        var read = ImageFile.Decode(native.ToByteArray(MagickFormat.Tiff));
        Assert.Equal((2, 1), (read.Rows, read.Columns));
        Assert.Equal([10, 10, 10, 240, 240, 240], read.Pixels);
    }

    [Fact]
    public void A_gray_image_keeps_its_values_and_a_mask_is_cut_at_128()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a.pgm", "a.png", "a.tif", "a.bmp" })
        {
            ImageFile.Write(folder[name], new GrayImage(1, 4, [0, 127, 128, 255]));
            Assert.Equal([0, 127, 128, 255], ImageFile.Read(folder[name]).ToGray().Pixels);
            Assert.Equal([0, 0, 255, 255], ImageFile.ReadMask(folder[name]).Pixels);
        }
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")]
    [InlineData("push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 9,9 'label:@/etc/passwd'\npop graphic-context")]
    [InlineData("<?xml version='1.0'?><image><read filename='/etc/passwd'/></image>")]
    [InlineData("%PDF-1.4")]
    [InlineData("GIF89a")]
    [InlineData("id=MagickPixelCache")]
    [InlineData("")]
    public void A_foreign_content_is_refused_whatever_its_name(string content)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["tile.png"], content);
        var error = Assert.Throws<ImageFileException>(() => ImageFile.Read(folder["tile.png"]));
        Assert.Contains("tile.png", error.Message);
    }

    [Fact]
    public void A_header_that_asks_for_too_much_is_refused_before_memory_is_taken()
    {
        byte[] file = [.. PngHeader(60000, 60000), .. new byte[12 << 20]];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<ImageFileException>(() => ImageFile.Decode(file));
        Assert.Contains("60000 x 60000", error.Message);
        Assert.Contains("67,108,864", error.Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        Assert.Throws<ImageFileException>(() => ImageFile.Decode(PngHeader(60000, 60000)));
        Assert.Throws<ImageFileException>(() => ImageFile.Decode(Encoding.ASCII.GetBytes("P5 60000 60000 255\n")));
    }

    [Fact]
    public void Limits_count_pixels_and_bytes()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder["a.png"], new RgbImage(10, 10));
        Assert.Equal(10, ImageFile.Read(folder["a.png"], new Limits { MaxPixels = 100 }).Rows);
        Assert.Throws<ImageFileException>(() => ImageFile.Read(folder["a.png"], new Limits { MaxPixels = 99 }));
        Assert.Contains("MaxFileBytes", Assert.Throws<ImageFileException>(() => ImageFile.Read(folder["a.png"], new Limits { MaxFileBytes = 20 })).Message);
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".jpg")]
    [InlineData(".tif")]
    [InlineData(".bmp")]
    [InlineData(".ppm")]
    public void A_file_cut_short_is_refused(string ending)
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder["a" + ending], TestImages.Texture(40, 40));
        var bytes = File.ReadAllBytes(folder["a" + ending]);
        foreach (var length in new[] { 3, 9, 30, bytes.Length / 2, bytes.Length * 9 / 10 })
            Assert.Throws<ImageFileException>(() => ImageFile.Decode(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<ImageFileException>(() => ImageFile.Read("/nowhere/tile.png"));
        Assert.Contains("/nowhere/tile.png", error.Message);
    }

    [Fact]
    public void An_unknown_ending_is_not_written()
    {
        var error = Assert.Throws<ArgumentException>(() => ImageFile.Write("a.gif", new RgbImage(1, 1)));
        Assert.Contains(".png", error.Message);
    }

    [Fact]
    public void A_file_that_cannot_be_replaced_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["a.png"]);
        Assert.ThrowsAny<Exception>(() => ImageFile.Write(folder["a.png"], new RgbImage(1, 1)));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static RgbImage GrayAsRgb(int rows, int columns)
    {
        var image = new RgbImage(rows, columns);
        for (var i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (byte)(i / 3 * 5);
        return image;
    }

    // Signature, one good IHDR chunk, the start of a data chunk.
    private static byte[] PngHeader(int width, int height)
    {
        var header = new byte[17];
        "IHDR"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), height);
        (header[12], header[13]) = (8, 2);
        var check = Crc32.Hash(header);
        Array.Reverse(check);
        return [0x89, .. "PNG"u8, 13, 10, 26, 10, 0, 0, 0, 13, .. header, .. check, 0, 0, 16, 0, .. "IDAT"u8, 0x78, 0x9C];
    }
}

using System.Xml.Linq;
using ImageMagick;
using Workbook.Codecs;
using Workbook.Codecs.Geometry;
using Workbook.Results.Figures;

namespace Workbook.Tests.Results.Figures;

public class PictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 13)]
    [InlineData(64, 200)]
    public void A_written_PNG_reads_back_pixel_by_pixel(int rows, int columns)
    {
        var image = Gradient(rows, columns);
        using var read = new MagickImage(PngWriter.Encode(image));
        Assert.Equal(((uint)columns, (uint)rows), (read.Width, read.Height));
        Assert.Equal(image.Pixels, read.GetPixels().ToByteArray(PixelMapping.RGB));
    }

    [Fact]
    public void A_written_grey_PNG_reads_back_pixel_by_pixel()
    {
        var image = new GrayImage(3, 5, [.. Enumerable.Range(0, 15).Select(i => (byte)(i * 17))]);
        using var read = new MagickImage(PngWriter.Encode(image));
        Assert.Equal(image.Pixels, read.GetPixels().ToByteArray("R"));
    }

    [Fact]
    public void An_image_grid_magnifies_small_images_by_a_whole_factor_and_keeps_their_pixels()
    {
        var (image, svg) = (Gradient(30, 50), XDocument.Parse(ImageGrid.Of((Gradient(30, 50), "a <b>"), (Gradient(30, 50), "c")).ToSvg()));
        var pictures = svg.Descendants(Svg + "image").ToArray();
        Assert.Equal(["200", "200"], pictures.Select(p => p.Attribute("width")!.Value));
        Assert.Equal(["120", "120"], pictures.Select(p => p.Attribute("height")!.Value));
        using var read = new MagickImage(Convert.FromBase64String(pictures[0].Attribute("href")!.Value["data:image/png;base64,".Length..]));
        Assert.Equal(image.Pixels, read.GetPixels().ToByteArray(PixelMapping.RGB));
        Assert.Contains(svg.Descendants(Svg + "text"), t => t.Value == "a <b>");
    }

    [Fact]
    public void An_image_grid_as_PNG_puts_the_images_side_by_side()
    {
        using var read = new MagickImage(ImageGrid.Of(Gradient(4, 6), Gradient(4, 6), Gradient(4, 6)).Columns(2).Zoom(3).ToPng());
        Assert.Equal((6u * 3 * 2 + 10, 4u * 3 * 2 + 10), (read.Width, read.Height));
    }

    [Fact]
    public void A_triangle_overlay_draws_every_edge_once_through_the_pixel_centres()
    {
        var mesh = Delaunay.Triangulate([new(0, 0), new(0, 9), new(9, 0), new(9, 9)], 10, 10);
        var overlay = TriangleOverlay.Of(new RgbImage(10, 10), mesh).Zoom(10);
        var path = XDocument.Parse(overlay.ToSvg()).Descendants(Svg + "path").First().Attribute("d")!.Value;
        Assert.Equal(5, path.Count(c => c == 'M'));
        Assert.Contains("M17 17L107 17", path);
        Assert.Equal("mesh over an image of 10 x 10: 4 points, 2 triangles", overlay.ToText());
    }

    [Fact]
    public void A_mesh_of_another_size_is_refused()
    {
        var mesh = Delaunay.Triangulate([new(0, 0), new(0, 9), new(9, 0)], 10, 10);
        Assert.Contains("8 x 10 but the mesh 10 x 10", Assert.Throws<ArgumentException>(() => TriangleOverlay.Of(new RgbImage(8, 10), mesh)).Message);
    }

    [Fact]
    public void A_mask_overlay_tints_the_inside_and_outlines_the_edge()
    {
        var mask = new GrayImage(5, 5);
        foreach (var i in new[] { 6, 7, 8, 11, 12, 13, 16, 17, 18 })
            mask.Pixels[i] = 255;
        var painted = MaskOverlay.Paint(new RgbImage(5, 5), mask, new Rgb(100, 50, 200));
        Assert.Equal([0, 0, 0], painted.Pixels[..3]);
        Assert.Equal([100, 50, 200], painted.Pixels[18..21]);
        Assert.Equal([40, 20, 80], painted.Pixels[36..39]);
    }

    [Fact]
    public void Each_class_over_an_image_has_a_colour_of_its_own_and_the_background_none()
    {
        var painted = MaskOverlay.Paint(new GrayImage(1, 4), new LabelImage(1, 4, [0, 1, 2, 5]));
        Assert.Equal([0, 0, 0, 0xD5, 0x5E, 0x00, 0x00, 0x9E, 0x73, 0xD5, 0x5E, 0x00], painted.Pixels);
    }

    [Fact]
    public void A_box_overlay_draws_a_line_within_the_edges_on_a_dark_ground()
    {
        var image = new RgbImage(8, 8, [.. Enumerable.Repeat((byte)200, 3 * 64)]);
        var painted = BoxOverlay.Paint(image, [new(0, 2, 1, 7, 6)]);
        var drawn = Enumerable.Range(0, 8).Select(row => string.Concat(Enumerable.Range(0, 8).Select(column =>
            painted.Pixels.AsSpan(3 * (8 * row + column), 3) is var p && p[2] == 0 ? '#' : p[0] == 200 ? '.' : 'd')));
        Assert.Equal([".ddddddd", ".d#####d", ".d#ddd#d", ".d#d.d#d", ".d#ddd#d", ".d#####d", ".ddddddd", "........"], drawn);
    }

    [Fact]
    public void Boxes_over_the_edge_are_cut_and_an_empty_list_leaves_the_image()
    {
        var image = Gradient(20, 30);
        Assert.Equal(image.Pixels, BoxOverlay.Paint(image, []).Pixels);
        Assert.NotEqual(image.Pixels, BoxOverlay.Paint(image, [new(3, -1e9, 5, 1e9, 400)]).Pixels);
    }

    [Fact]
    public void Found_boxes_are_named_with_their_scores_surest_first()
    {
        ObjectBox left = new(0, 2, 2, 9, 9), right = new(1, 10, 2, 19, 9);
        var grid = BoxOverlay.Of(Gradient(20, 30), [right], [new(right, 0.61), new(left, 0.49), new(left, 0.875)], ["left lung", "right lung"]);
        Assert.Contains("true: right lung | found: left lung 0.88, right lung 0.61", grid.ToText());
        Assert.Contains("left lung: vermillion, solid; right lung: sky blue, dashed.", grid.ToHtml());
        Assert.Contains("class 2", Assert.Throws<ArgumentException>(() => BoxOverlay.Of(Gradient(20, 30), [left with { Class = 2 }], [], ["a", "b"])).Message);
    }

    private static RgbImage Gradient(int rows, int columns) =>
        new(rows, columns, [.. Enumerable.Range(0, 3 * rows * columns).Select(i => (byte)(i % 3 == 0 ? i : i * 31 >> 3))]);
}

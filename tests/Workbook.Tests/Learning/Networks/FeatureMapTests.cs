using Workbook.Learning.Devices;
using Workbook.Learning.Networks;
using static TorchSharp.torch;

namespace Workbook.Tests.Learning.Networks;

public class FeatureMapTests
{
    public FeatureMapTests() => NativeTorch.Load();

    [Fact]
    public void Zero_is_mid_grey_or_black_and_the_largest_is_white()
    {
        using var map = tensor(new float[,] { { 0, 2 }, { -2, 1 } });
        Assert.Equal([128, 255, 0, 191], FeatureMaps.Signed(map).ToGray().Pixels);
        Assert.Equal([0, 255, 0, 128], FeatureMaps.Positive(map).ToGray().Pixels);
        Assert.Equal([128, 255, 0, 191], FeatureMaps.Stretched(map).ToGray().Pixels);
        Assert.Equal([0, 255, 0, 255], FeatureMaps.Unit(map).ToGray().Pixels);
        using var nothing = zeros(1, 2);
        Assert.Equal([128, 128], FeatureMaps.Signed(nothing).ToGray().Pixels);
    }

    [Fact]
    public void Zoom_repeats_numbers_in_both_directions()
    {
        using var map = tensor(new float[,] { { 0, 1 } });
        var picture = FeatureMaps.Positive(map, zoom: 2);
        Assert.Equal((2, 4), (picture.Rows, picture.Columns));
        Assert.Equal([0, 0, 255, 255, 0, 0, 255, 255], picture.ToGray().Pixels);
    }

    [Fact]
    public void Several_channels_at_once_are_refused()
    {
        using var maps = zeros(1, 2, 3);
        Assert.Contains("[1, 2, 3]; expected [h, w]", Assert.Throws<ArgumentException>(() => FeatureMaps.Signed(maps)).Message);
    }
}

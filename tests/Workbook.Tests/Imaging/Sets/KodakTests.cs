using Workbook.Codecs;
using Workbook.Imaging.Files;
using Workbook.Imaging.Sets;

namespace Workbook.Tests.Imaging.Sets;

public sealed class KodakTests
{
    [Fact]
    public void Images_come_by_number_and_a_missing_set_names_its_card()
    {
        using var folder = new TemporaryFolder();
        var root = new DataRoot(Directory.CreateDirectory(folder["data"]).FullName);
        Assert.False(Kodak.IsIn(root));
        Assert.Contains("data/cards/codec-kodak24.md", Assert.Throws<DatasetException>(() => Kodak.Load(root)).Message);
        foreach (var number in new[] { 12, 3 })
            ImageFile.Write(folder[$"data/kodak/kodim{number:00}.png"], new RgbImage(2, number));
        Assert.Equal([3, 12], Kodak.Load(root).Select(image => image.Read().Columns));
        Assert.True(Kodak.IsIn(root));
    }
}

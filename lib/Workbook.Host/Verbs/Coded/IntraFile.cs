using Workbook.Codecs;
using Workbook.Imaging.Files;
using Workbook.Imaging.Standard;

namespace Workbook.Host.Verbs.Coded;

/// <summary>A picture coded as a frame of HEVC, as a bare stream or as BPG.</summary>
internal sealed class IntraFile : CodedFile
{
    private readonly string word;
    private readonly int bytes;
    private readonly Func<(int Rows, int Columns)> size;
    private readonly Func<RgbImage> decode;

    private IntraFile(string word, int bytes, Func<(int, int)> size, Func<RgbImage> decode) => (this.word, this.bytes, this.size, this.decode) = (word, bytes, size, decode);

    public static IntraFile Bpg(byte[] bytes) => new("BPG", bytes.Length, () => new Bpg(0).Size(bytes), () => new Bpg(0).Decode(bytes));

    public static IntraFile Hevc(byte[] bytes) => new("HEVC intra", bytes.Length, () => new Hevc(0).Size(bytes), () => new Hevc(0).Decode(bytes));

    public override string Describe(ModelShelf shelf)
    {
        var (rows, columns) = size();
        return $"{word}, {Size(rows, columns, bytes)}";
    }

    public override void Decode(ModelShelf shelf, string target, CancellationToken cancel) => ImageFile.Write(target, decode());
}

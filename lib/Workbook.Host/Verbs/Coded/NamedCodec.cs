using System.Globalization;
using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Imaging.Standard;
using Workbook.Learning.Codecs;

namespace Workbook.Host.Verbs.Coded;

/// <summary>A codec as a command line names it.</summary>
/// <param name="Codec">The codec.</param>
/// <param name="Ending">How its files end.</param>
/// <param name="AtATime">Most images at the same time; null for one per core.</param>
internal sealed record NamedCodec(IImageCodec Codec, string Ending, int? AtATime = null) : IDisposable
{
    public const string Known = "jpeg:QUALITY, webp:QUALITY, avif:QUALITY, jxl:QUALITY, jp2:RATIO, hevc:QP or hevc444:QP";

    /// <summary>Makes the codec.</summary>
    /// <param name="model">A file of a model or of knowledge, or null.</param>
    /// <param name="word">A standard codec with its setting, or null.</param>
    /// <param name="device">Where a learned codec computes.</param>
    /// <exception cref="ArgumentException">Not exactly one of both is given, or the word is unknown.</exception>
    public static NamedCodec Find(string? model, string? word, string device) => (model, word) switch
    {
        (null, { } name) => Standard(name),
        ({ } file, null) when KnowledgeFile.Is(file) => new(new MagicCodec(MagicKnowledge.Load(file)), ".mgc"),
        ({ } file, null) => new(LearnedCodec.Load(file, device), LearnedCodec.StreamEnding, AtATime: 1), // its networks use all cores
        _ => throw new ArgumentException($"give either --model FILE or --codec, one of {Known}"),
    };

    public void Dispose() => (Codec as IDisposable)?.Dispose();

    private static NamedCodec Standard(string word)
    {
        var parts = word.Split(':');
        if (parts is not [var name, var text] || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var setting))
            throw new ArgumentException($"--codec {word}: expected {Known}");
        return name switch
        {
            "jpeg" => new(new Jpeg((int)setting), ".jpg"),
            "webp" => new(new WebP((int)setting), ".webp"),
            "avif" => new(new Avif((int)setting), ".avif"),
            "jxl" => new(new JpegXl((int)setting), ".jxl"),
            "jp2" => new(new Jpeg2000(setting), ".j2k"),
            "hevc" => new(new Hevc((int)setting), Hevc.StreamEnding),
            "hevc444" => new(new Hevc((int)setting, fullColor: true), Hevc.StreamEnding),
            _ => throw new ArgumentException($"--codec {word}: expected {Known}"),
        };
    }
}

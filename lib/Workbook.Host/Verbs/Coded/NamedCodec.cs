using System.Globalization;
using TorchSharp;
using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Codecs.Triangulation;
using Workbook.Host.Verbs.Magic;
using Workbook.Imaging.Files;
using Workbook.Imaging.Standard;
using Workbook.Learning.Codecs;

namespace Workbook.Host.Verbs.Coded;

/// <summary>A codec as a command line names it.</summary>
/// <param name="Name">Codec and setting.</param>
/// <param name="Ending">How its files end.</param>
/// <param name="Encode">Reads a file: its stream, and how many pixels or voxels it has.</param>
/// <param name="Model">Is freed with it.</param>
internal sealed record NamedCodec(string Name, string Ending, Func<string, (byte[] Stream, long Places)> Encode, IDisposable? Model = null) : IDisposable
{
    public const string Known = "jpeg:QUALITY, webp:QUALITY, avif:QUALITY, jxl:QUALITY, jp2:RATIO, hevc:QP, hevc444:QP, bpg:QP, bpg444:QP, tri:BYTES or deepn:SCALE:FOLDER (images of the domain)", JointWord = "joint", RecurrentWord = "recurrent:";

    /// <summary>The endings of files that it reads.</summary>
    public string[] Inputs { get; init; } = FileSet.ImageEndings;

    /// <summary>Most files at the same time; null for one per core.</summary>
    public int? AtATime { get; init; }

    /// <summary>Makes the codec.</summary>
    /// <param name="model">A file of a model or of knowledge, or null.</param>
    /// <param name="word">A standard codec with its setting, <see cref="JointWord"/> beside a model of joint networks, <see cref="RecurrentWord"/> and a number beside a recurrent codec's, or null.</param>
    /// <param name="device">Where networks compute.</param>
    /// <exception cref="ArgumentException">Model and word do not go together, the word is unknown, or the model compresses nothing.</exception>
    public static NamedCodec Find(string? model, string? word, string device) => (model, word) switch
    {
        ({ } file, null or JointWord) => Of(ShelfItem.Read(file), word is not null, device),
        _ when word?.StartsWith(RecurrentWord, StringComparison.Ordinal) == true => Recurrent(model, word, device),
        (null, JointWord) => throw new ArgumentException($"--codec {JointWord} needs --model FILE{JointModel.ModelEnding}, which ./workbook train joint makes"),
        (null, { } name) => Standard(name),
        _ => throw new ArgumentException($"give either --model FILE or --codec, one of {Known}"),
    };

    public void Dispose() => Model?.Dispose();

    private static NamedCodec Of(ShelfItem item, bool mustBeJoint, string device)
    {
        if (mustBeJoint && item.Kind != typeof(JointModel))
            throw new ArgumentException($"{item.File} is no model of joint networks ({JointModel.ModelEnding}); without --codec {JointWord} it is used as what it is");
        return item.Open(device) switch
        {
            MagicKnowledge knowledge => Of(new MagicCodec(knowledge), ".mgc"),
            JointModel joint => Of(joint, item.File),
            RecurrentCodec recurrent => Of(recurrent),
            var learned => Of((LearnedCodec)learned, LearnedCodec.StreamEnding) with { AtATime = 1 }, // its networks use all cores
        };
    }

    private static NamedCodec Recurrent(string? file, string word, string device)
    {
        if (!int.TryParse(word[RecurrentWord.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var iterations))
            throw new ArgumentException($"--codec {word}: expected {RecurrentWord}ITERATIONS");
        if (file is null || ShelfItem.Read(file).Kind != typeof(RecurrentCodec))
            throw new ArgumentException($"--codec {word} needs --model FILE{RecurrentCodec.ModelEnding}, which ./workbook train recurrent makes{(file is null ? "" : $"; {file} is another model")}");
        var codec = RecurrentCodec.Load(file, device);
        try
        {
            codec.Iterations = iterations;
        }
        catch (ArgumentException)
        {
            codec.Dispose();
            throw;
        }
        return Of(codec);
    }

    private static NamedCodec Of(RecurrentCodec codec) => Of(codec, RecurrentCodec.StreamEnding) with { AtATime = 1 }; // its networks use all cores

    private static NamedCodec Of(IImageCodec codec, string ending) => new(codec.Name, ending, file =>
    {
        var image = ImageFile.Read(file);
        return (codec.Encode(image), image.PixelCount);
    }, codec as IDisposable);

    private static NamedCodec Of(JointModel model, string file)
    {
        if (model.Codec is not { } codec)
        {
            using (model)
                throw new ArgumentException($"{file} is of the design {model.Design}, which compresses nothing, so there is nothing to encode; ./workbook segment gives images to it");
        }
        return new($"{JointWord} {model.Design}", JointCodec.StreamEnding, image =>
        {
            using var read = JointInput.Read(image, model);
            return (codec.Encode(read), read.numel() / read.shape[1]);
        }, model)
        { AtATime = 1, Inputs = JointInput.Endings(model) };
    }

    private static NamedCodec Standard(string word)
    {
        var parts = word.Split(':', 3);
        if (parts is not [var name, var text, ..] || parts.Length == 3 != (name == "deepn") || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var setting))
            throw new ArgumentException($"--codec {word}: expected {Known}");
        return name switch
        {
            "jpeg" => Of(new Jpeg((int)setting), ".jpg"),
            "webp" => Of(new WebP((int)setting), ".webp"),
            "avif" => Of(new Avif((int)setting), ".avif"),
            "jxl" => Of(new JpegXl((int)setting), ".jxl"),
            "jp2" => Of(new Jpeg2000(setting), ".j2k"),
            "hevc" => Of(new Hevc((int)setting), Hevc.StreamEnding),
            "hevc444" => Of(new Hevc((int)setting, fullColor: true), Hevc.StreamEnding),
            "bpg" => Of(new Bpg((int)setting), Bpg.StreamEnding),
            "bpg444" => Of(new Bpg((int)setting, fullColor: true), Bpg.StreamEnding),
            "tri" => Of(new TriangulationCodec(new() { TargetBytes = (int)setting }), TriangulationCodec.StreamEnding),
            "deepn" => Of(new DeepNJpeg(DeepNStatistics.Of(FileSet.Images([parts[2]]).Select(file => ImageFile.Read(file))), setting), ".jpg"),
            _ => throw new ArgumentException($"--codec {word}: expected {Known}"),
        };
    }
}

using Workbook.Codecs;
using Workbook.Codecs.Triangulation;
using Workbook.Host.Verbs.Magic;
using Workbook.Imaging.Files;
using Workbook.Imaging.Standard;
using Workbook.Learning.Codecs;
using Workbook.Learning.Storage;

namespace Workbook.Host.Verbs.Coded;

/// <summary>A file of any codec of the project, or of a standard one: the one place that tells them apart, by their first bytes alone.</summary>
internal abstract class CodedFile
{
    /// <summary>The names' endings that are looked for in folders.</summary>
    public static readonly string[] Endings = [LearnedCodec.StreamEnding, RecurrentCodec.StreamEnding, JointCodec.StreamEnding, Hevc.StreamEnding, Bpg.StreamEnding, TriangulationCodec.StreamEnding, ".mgc", ".mgv", .. FileSet.ImageEndings], ModelEndings = [LearnedCodec.ModelEnding, RecurrentCodec.ModelEnding, JointModel.ModelEnding, ".mgk"];

    /// <summary>Tells what a file is. MAGIC's <c>paper</c> streams have no mark, so they are what nothing else is.</summary>
    public static CodedFile Open(byte[] bytes) => bytes switch
    {
        [(byte)'M', (byte)'G', (byte)'V', (byte)'1', ..] => new MagicVideoFile(bytes),
        [(byte)'M', (byte)'G', (byte)'K', (byte)'1', ..] => new KnowledgeFile(bytes),
        _ when Bpg.IsStream(bytes) => IntraFile.Bpg(bytes),
        _ when TensorsFile.Is(bytes) => new TensorsFile(bytes),
        _ when ImageFile.KindOf(bytes) is { } kind => new StandardFile(kind, bytes),
        _ when Hevc.IsStream(bytes) => IntraFile.Hevc(bytes),
        _ when LearnedCodec.IsStream(bytes) => new LearnedFile(bytes),
        _ when RecurrentCodec.IsStream(bytes) => new RecurrentFile(bytes),
        _ when JointCodec.IsStream(bytes) => new JointFile(bytes),
        _ when TriangulationCodec.IsStream(bytes) => new TriangulationFile(bytes),
        _ => new MagicFile(bytes),
    };

    /// <summary>Opens a file for some use; what is wrong with it is told with its name.</summary>
    /// <exception cref="BitstreamException">It is not a good file, or its model is not at hand.</exception>
    public static void Use(string file, Action<CodedFile> use)
    {
        try
        {
            use(Open(File.ReadAllBytes(file)));
        }
        catch (Exception e) when (e is BitstreamException or ImageFileException or ModelMissingException)
        {
            throw new BitstreamException($"{file}: {e.Message}", e);
        }
    }

    /// <summary>A line about the file.</summary>
    /// <param name="shelf">Models and knowledge at hand; the file may need none of them.</param>
    /// <exception cref="BitstreamException">It is not a good stream.</exception>
    /// <exception cref="ImageFileException">It is not a good image file.</exception>
    /// <exception cref="TensorFileException">It is not a good tensor file.</exception>
    public abstract string Describe(ModelShelf shelf);

    /// <summary>Decodes into an image file, a volume, or a video into a folder of images.</summary>
    /// <param name="shelf">Models and knowledge at hand.</param>
    /// <param name="target">The image's file; a volume goes to the .nii.gz of this name, a video to the folder of this name without its ending.</param>
    /// <param name="cancel">Stops between two frames.</param>
    /// <exception cref="BitstreamException">It is not a good stream, or holds no image.</exception>
    /// <exception cref="ImageFileException">It is not a good image file.</exception>
    /// <exception cref="FileNotFoundException">The model or knowledge that it needs is not at hand.</exception>
    public abstract void Decode(ModelShelf shelf, string target, CancellationToken cancel);

    /// <summary>Size in pixels, bits per pixel and length, as every description has them.</summary>
    private protected static string Size(int rows, int columns, int bytes) => $"{rows} x {columns}, {8.0 * bytes / ((double)rows * columns):0.0000} bpp, {bytes:N0} bytes";
}

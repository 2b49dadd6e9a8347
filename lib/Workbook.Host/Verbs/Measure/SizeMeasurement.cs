using Workbook.Codecs;
using Workbook.Codecs.Magic;
using Workbook.Results.Metrics;

namespace Workbook.Host.Verbs.Measure;

/// <summary>Sizes of the three streams. Knowledge comes from one half of a set by group, everything is measured on the other.</summary>
internal static class SizeMeasurement
{
    private static readonly int[] PaletteBits = [8, 2];

    public static void Run(MeasurementRun run)
    {
        foreach (var key in MeasuredSet.Keys)
            Run(run, MeasuredSet.Halves(key, run.Settings));
    }

    public static void Run(MeasurementRun run, MeasuredSet set)
    {
        var (learning, measured) = (set.Learning.Read(cancel: run.Cancel), set.Measured.Read(cancel: run.Cancel));
        run.On(set.Name, measured.Length);
        run.Parameters[$"{set.Key} learned from"] = $"{learning.Length} other images of {set.Name}, no group in both parts";
        run.Parameters["d"] = $"{MagicOptions.Default.PointDivisor}";
        var paper = new Dictionary<int, CodedSet>();
        MagicKnowledge? fine = null;
        foreach (var bits in PaletteBits)
        {
            var knowledge = run.Learn($"{set.Key} cb {bits}", learning, new KnowledgeOptions { PaletteBits = bits });
            fine ??= knowledge;
            paper[bits] = Streams(run, set.Key, knowledge, measured);
        }
        new RateCurves(run, set.Key, fine!, measured).Run(paper);
    }

    /// <summary>Paper against compact, image by image: the length of the formula, and the same pixels in fewer bytes.</summary>
    private static CodedSet Streams(MeasurementRun run, string key, MagicKnowledge knowledge, IReadOnlyList<RgbImage> images)
    {
        var (encoder, decoder) = (new MagicEncoder(knowledge), new MagicDecoder(knowledge));
        var (paper, compact) = (new CodedSet(new double[images.Count], new double[images.Count], new double[images.Count]), new double[images.Count]);
        int ofTheFormula = 0, identical = 0;
        ParallelImages.ForEach(run, $"{key} cb {knowledge.PaletteBits}: paper and compact", images.Count, i =>
        {
            var image = images[i];
            var fixedFields = encoder.EncodeWithParts(image, new MagicOptions { Profile = MagicProfile.Paper });
            var coded = encoder.Encode(image, new MagicOptions { Profile = MagicProfile.Compact });
            var decoded = decoder.Decode(fixedFields.Stream);
            (paper.Bytes[i], compact[i]) = (fixedFields.Stream.Length, coded.Length);
            paper.BitsPerPixel[i] = BitsPerPixel.Of(fixedFields.Stream.Length, image.Rows, image.Columns);
            paper.Psnr[i] = Psnr.Of(image, decoded);
            if (fixedFields.Stream.Length == Formula(knowledge, fixedFields))
                Interlocked.Increment(ref ofTheFormula);
            if (decoder.Decode(coded).Pixels.AsSpan().SequenceEqual(decoded.Pixels))
                Interlocked.Increment(ref identical);
        });
        var saving = 100 * (1 - compact.Sum() / paper.Bytes.Sum());
        run.Table("streams", "set", "cb", "images", "paper bytes", "paper bpp", "PSNR (dB)", "of the formula's length", "compact bytes",
            "compact bpp", "saving (%)", "identical images").Add(key, knowledge.PaletteBits, images.Count, paper.MeanBytes, paper.MeanBitsPerPixel,
            paper.MeanPsnr, ofTheFormula, compact.Average(), paper.MeanBitsPerPixel * compact.Sum() / paper.Bytes.Sum(), saving, identical);
        run.Metrics[$"{key} cb {knowledge.PaletteBits}: compact smaller than paper (%)"] = saving;
        run.Metrics[$"{key} cb {knowledge.PaletteBits}: images not identical"] = images.Count - identical;
        run.Metrics[$"{key} cb {knowledge.PaletteBits}: paper streams not of the formula's length"] = images.Count - ofTheFormula;
        return paper;
    }

    // Section IV-B: 64 bits of header, a label for each block, a colour for each triangle, filled up to whole bytes.
    private static long Formula(MagicKnowledge knowledge, MagicEncoding encoding)
    {
        var labelBits = (int)Math.Ceiling(Math.Log2(knowledge.Patterns.EntryCount));
        return (64 + (long)labelBits * encoding.Labels.Count + (long)knowledge.PaletteBits * encoding.Mesh.Triangles.Length + 7) / 8;
    }
}

namespace Workbook.Fuzz.Golden;

/// <summary>One process of a measurement.</summary>
/// <param name="Build">Release or Debug.</param>
/// <param name="Setting">The runtime's switch; empty for none.</param>
/// <param name="Threads">Files decoded at a time.</param>
/// <param name="Vectors">Width of the widest vectors in use, in bits.</param>
/// <param name="Files">Golden files.</param>
/// <param name="Same">Those that decoded to the kept pixels, or latents.</param>
/// <param name="EncodedSha256">Of what MAGIC's encoders made of scenes.</param>
/// <param name="LevelsApart">Of the learned codecs' pixels, at most, from the kept pictures.</param>
/// <param name="FloatSha256">Of what the learned codecs' float networks gave.</param>
internal sealed record GoldenRow(string Build, string Setting, int Threads, int Vectors, int Files, int Same, string EncodedSha256, int LevelsApart, string FloatSha256)
{
    internal static GoldenRow Of(GoldenSet set, string build, string setting, int threads, GoldenAnswer answer)
    {
        if (answer.Processors != threads || answer.Optimized != (build == "Release"))
            throw new InvalidOperationException($"the process has {answer.Processors} processors and optimisation {answer.Optimized}; "
                + $"{threads} and {build} were asked for");
        return new(build, setting, threads, answer.Vectors, set.Files.Count, set.Files.Count(f => answer.Decoded[f.File] == f.DecodedSha256),
            answer.EncodedSha256, answer.LevelsApart, answer.FloatSha256);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Build,-8} {(Setting.Length > 0 ? Setting : "all vectors"),-28} {Threads} thread(s), vectors of {Vectors,3} bits: "
        + $"{Same} of {Files} files the same, encoded {EncodedSha256[..8]}, learned pixels {LevelsApart} level(s) apart, floats {FloatSha256[..8]}";
}

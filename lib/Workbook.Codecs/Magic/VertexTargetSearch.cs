namespace Workbook.Codecs.Magic;

/// <summary>Finds the finest quantiser whose stream is not longer than a target.</summary>
/// <remarks>The setting is found by halving, with the grid as asked for or the one that suits each setting. Sizes rise a little here and
/// there, so the result is the best of a neighbourhood; what is returned was always encoded and measured.</remarks>
internal static class VertexTargetSearch
{
    internal static MagicEncoding Run(VertexCoder coder, RgbImage image, MagicOptions options)
    {
        var setting = VertexSetting.Of(options);
        if (options.TargetBytes is not { } target)
            return coder.Encode(image, options, setting);
        var (low, high) = (0, VertexQuantizer.Settings - 1);
        var best = coder.Encode(image, options, setting with { Luma = high });
        if (best.Stream.Length > target)
            throw new ArgumentException($"the target is {target} bytes, but the smallest stream of this image has {best.Stream.Length} bytes; "
                + "ask for at least that many");
        while (low < high)
        {
            var middle = (low + high) / 2;
            var attempt = coder.Encode(image, options, setting with { Luma = middle });
            if (attempt.Stream.Length <= target)
                (best, high) = (attempt, middle);
            else
                low = middle + 1;
        }
        return best;
    }
}

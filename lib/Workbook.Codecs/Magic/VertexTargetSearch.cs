namespace Workbook.Codecs.Magic;

/// <summary>Finds the finest quantiser whose stream is not longer than a target.</summary>
/// <remarks>From the setting asked for in strides towards the target, then by halving the last stride, with the grid as asked for or the
/// one that suits each setting. Sizes rise a little here and there, so the result is the best of a neighbourhood; what is returned was
/// always encoded and measured.</remarks>
internal static class VertexTargetSearch
{
    private const int Stride = 16;

    internal static MagicEncoding Run(VertexCoder coder, RgbImage image, MagicOptions options)
    {
        var (setting, region) = (VertexSetting.Of(options), VertexRegion.Of(image, options.Region));
        return options.TargetBytes is { } target
            ? Search(setting.Luma, VertexQuantizer.Settings - 1 + (region?.SettingChange ?? 0), target, luma => coder.Encode(image, options, setting with { Luma = luma }, region))
            : coder.Encode(image, options, setting, region);
    }

    private static MagicEncoding Search(int start, int last, int target, Func<int, MagicEncoding> encode)
    {
        var (high, best) = (start, encode(start));
        for (; best.Stream.Length > target && high < last; best = encode(high))
            high = Math.Min(high + Stride, last);
        if (best.Stream.Length > target)
            throw new ArgumentException($"the target is {target} bytes, but the smallest stream of this image has {best.Stream.Length} bytes; "
                + "ask for at least that many");
        // `high` fits. Below it, strides that still fit; then halve the one that does not.
        var low = Math.Max(high - Stride, -1);
        for (; high <= start && low >= 0 && encode(low) is var finer && finer.Stream.Length <= target; low = Math.Max(high - Stride, -1))
            (high, best) = (low, finer);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (encode(middle) is var attempt && attempt.Stream.Length <= target)
                (best, high) = (attempt, middle);
            else
                low = middle;
        }
        return best;
    }
}

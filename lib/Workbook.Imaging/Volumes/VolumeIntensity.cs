using Workbook.Codecs;

namespace Workbook.Imaging.Volumes;

/// <summary>Brings scans of different scanners to one scale.</summary>
public static class VolumeIntensity
{
    private const int MostSamples = 1 << 20;

    /// <summary>Scales a scan linearly so that almost all values lie in [0, 1]; the few beyond are cut.</summary>
    /// <remarks>Magnetic resonance has no unit: one scanner's blood is 200, another's 900. The darkest and brightest few are left out, since a
    /// single bright vessel would decide otherwise. Of large scans every n-th voxel is looked at, at most about a million.</remarks>
    /// <param name="scan">The scan.</param>
    /// <param name="low">Share of voxels that may become 0, 0 to below high.</param>
    /// <param name="high">Share of voxels below what becomes 1, at most 1.</param>
    /// <returns>A new volume in [0, 1]; all 0 where the scan is even.</returns>
    /// <exception cref="ArgumentException">The shares are out of range.</exception>
    public static Volume ToUnit(Volume scan, double low = 0.005, double high = 0.995)
    {
        ArgumentNullException.ThrowIfNull(scan);
        if (!(low >= 0 && low < high && high <= 1))
            throw new ArgumentException($"the shares {low} and {high} were asked for; allowed are 0 <= low < high <= 1");
        var step = (scan.Voxels.Length - 1) / MostSamples + 1;
        var sorted = new float[(scan.Voxels.Length - 1) / step + 1];
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = scan.Voxels[i * step];
        Array.Sort(sorted);
        var (dark, bright) = (sorted[(int)(low * (sorted.Length - 1))], sorted[(int)(high * (sorted.Length - 1))]);
        return new(scan.Shape, Array.ConvertAll(scan.Voxels, value => bright > dark ? Math.Clamp((value - dark) / (bright - dark), 0, 1) : 0), scan.Spacing);
    }
}

namespace Workbook.Results.Metrics;

/// <summary>What one image costs on its way from a device to a segmentation in the cloud.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="CompressSeconds">Compression on the device, in s; 0 where the image is sent as it is.</param>
/// <param name="Bytes">Length of what is sent, header included.</param>
/// <param name="ReconstructSeconds">Decoding, and reconstruction of the image or of features, on the server, in s.</param>
/// <param name="SegmentSeconds">Segmentation on the server, in s.</param>
public sealed record ServiceCost(string Method, double CompressSeconds, double Bytes, double ReconstructSeconds, double SegmentSeconds)
{
    /// <summary>Quality of the segmentation, such as the mean Dice; NaN where it is not known. It is shown and never decides.</summary>
    public double Score { get; init; } = double.NaN;

    /// <summary>What does not depend on the network: compression, reconstruction and segmentation, in s.</summary>
    public double ComputeSeconds => CompressSeconds + ReconstructSeconds + SegmentSeconds;

    /// <summary>Time to send, in s.</summary>
    /// <param name="bytesPerSecond">Transmission rate, above 0.</param>
    /// <returns>Bytes / rate.</returns>
    public double TransmitSeconds(double bytesPerSecond) => Bytes / bytesPerSecond;

    /// <summary>The whole service latency in s.</summary>
    /// <param name="bytesPerSecond">Transmission rate, above 0.</param>
    /// <returns>Compression + bytes / rate + reconstruction + segmentation.</returns>
    public double Seconds(double bytesPerSecond) => ComputeSeconds + TransmitSeconds(bytesPerSecond);
}

namespace Workbook.Imaging.Standard;

/// <summary>ffmpeg is not there, or could not do what it was asked for.</summary>
internal sealed class FfmpegException(string message, Exception? inner = null) : Exception(message, inner);

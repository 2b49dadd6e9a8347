namespace Workbook.Learning.Devices;

/// <summary>Whether libtorch is there.</summary>
/// <param name="IsLoaded">True where networks can be used.</param>
/// <param name="Words">How it was loaded, or why it was not and what to do.</param>
public sealed record NativeTorchState(bool IsLoaded, string Words);

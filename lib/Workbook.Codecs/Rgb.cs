namespace Workbook.Codecs;

/// <summary>A colour of 8 bits a channel.</summary>
/// <param name="Red">Red, 0 to 255.</param>
/// <param name="Green">Green, 0 to 255.</param>
/// <param name="Blue">Blue, 0 to 255.</param>
public readonly record struct Rgb(byte Red, byte Green, byte Blue);

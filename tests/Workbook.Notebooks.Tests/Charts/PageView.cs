using System.Text.Json;

namespace Workbook.Notebooks.Tests.Charts;

/// <summary>What a browser shows of a page.</summary>
/// <param name="Wrong">Errors, warnings, and requests that were tried.</param>
/// <param name="Kept">For each figure that was shown in the place of another: whether its chart took over at once.</param>
/// <param name="Resizing">Listeners for the window's size that are left without 3D charts; they would keep charts that are gone.</param>
/// <param name="Figures">The figures from top to bottom.</param>
internal sealed record PageView(string[] Wrong, bool[] Kept, int Resizing, FigureView[] Figures)
{
    public static PageView Parse(string json) => JsonSerializer.Deserialize<PageView>(json, JsonSerializerOptions.Web)!;
}

/// <summary>What a browser shows of a figure.</summary>
/// <param name="Text">The picture's description.</param>
/// <param name="Picture">Whether the picture is there to see.</param>
/// <param name="Marks">Lines, bars, boxes and the like that the live chart has drawn; 0 where there is none.</param>
internal sealed record FigureView(string Text, bool Picture, int Marks);

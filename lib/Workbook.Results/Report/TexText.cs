using System.Text.RegularExpressions;
using Workbook.Results.Figures.Svg;

namespace Workbook.Results.Report;

/// <summary>Makes short formulas readable as HTML without a formula engine: Greek letters, signs, fractions, indices and powers.</summary>
/// <remarks>What it does not know stays as it was written, so nothing is lost.</remarks>
internal static partial class TexText
{
    private static readonly Dictionary<string, string> Signs = new()
    {
        ["alpha"] = "α",
        ["beta"] = "β",
        ["gamma"] = "γ",
        ["delta"] = "δ",
        ["epsilon"] = "ε",
        ["eta"] = "η",
        ["theta"] = "θ",
        ["lambda"] = "λ",
        ["mu"] = "μ",
        ["pi"] = "π",
        ["rho"] = "ρ",
        ["sigma"] = "σ",
        ["tau"] = "τ",
        ["phi"] = "φ",
        ["omega"] = "ω",
        ["Delta"] = "Δ",
        ["Sigma"] = "Σ",
        ["Omega"] = "Ω",
        ["cdot"] = "·",
        ["times"] = "×",
        ["le"] = "≤",
        ["leq"] = "≤",
        ["ge"] = "≥",
        ["geq"] = "≥",
        ["ne"] = "≠",
        ["neq"] = "≠",
        ["approx"] = "≈",
        ["pm"] = "±",
        ["in"] = "∈",
        ["sum"] = "∑",
        ["prod"] = "∏",
        ["int"] = "∫",
        ["infty"] = "∞",
        ["to"] = "→",
        ["rightarrow"] = "→",
        ["ldots"] = "…",
        ["dots"] = "…",
        ["cdots"] = "⋯",
        ["partial"] = "∂",
        ["log"] = "log",
        ["ln"] = "ln",
        ["exp"] = "exp",
        ["min"] = "min",
        ["max"] = "max",
        ["lfloor"] = "⌊",
        ["rfloor"] = "⌋",
        ["lceil"] = "⌈",
        ["rceil"] = "⌉",
        ["left"] = "",
        ["right"] = "",
        ["quad"] = " ",
        ["qquad"] = "  ",
        ["mid"] = "|",
        ["lVert"] = "‖",
        ["rVert"] = "‖",
        ["sim"] = "∼",
        ["cap"] = "∩",
        ["cup"] = "∪",
    };

    /// <summary>HTML of a formula; everything in it is escaped.</summary>
    public static string Html(string tex)
    {
        var text = Markup.Escape(tex.Trim());
        text = Command().Replace(text, m => Signs.TryGetValue(m.Groups[1].Value, out var sign) ? sign : m.Value);
        string before;
        do
        {
            before = text;
            text = Words().Replace(text, "<span class=\"upright\">$1</span>");
            text = Fraction().Replace(text, "<span class=\"fraction\"><span>$1</span><span>$2</span></span>");
            text = Root().Replace(text, "√<span class=\"root\">$1</span>");
            text = Hat().Replace(text, "$1\u0302");
            text = Below().Replace(text, "<sub>$1$2</sub>");
            text = Above().Replace(text, "<sup>$1$2</sup>");
        }
        while (text != before);
        return Spaces().Replace(text, " ");
    }

    [GeneratedRegex(@"\\([A-Za-z]+)")]
    private static partial Regex Command();

    [GeneratedRegex(@"\\(?:text|mathrm|operatorname|mathbf)\s*\{([^{}]*)\}")]
    private static partial Regex Words();

    [GeneratedRegex(@"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"\\sqrt\s*\{([^{}]*)\}")]
    private static partial Regex Root();

    [GeneratedRegex(@"\\(?:hat|widehat)\s*\{?([^{}\\])\}?")]
    private static partial Regex Hat();

    [GeneratedRegex(@"_(?:\{([^{}]*)\}|([^\s{}<\\]))")]
    private static partial Regex Below();

    [GeneratedRegex(@"\^(?:\{([^{}]*)\}|([^\s{}<\\]))")]
    private static partial Regex Above();

    [GeneratedRegex(@"\\[,;:! ]|~")]
    private static partial Regex Spaces();
}

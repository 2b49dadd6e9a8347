using System.Text;

namespace Workbook.Learning.Storage;

/// <summary>What may stand in a tensor file: names, types, shapes and the bytes they take.</summary>
internal static class TensorLayout
{
    /// <summary>The header's entry that is no tensor.</summary>
    internal const string Metadata = "__metadata__";

    internal const int MaxNameLength = 1024;
    internal const int MaxRank = 64;

    private static readonly Dictionary<string, TensorType> Types = Enum.GetValues<TensorType>().ToDictionary(type => type.ToString());

    internal static IEnumerable<string> TypeNames => Types.Keys;

    internal static bool TryParse(string word, out TensorType type) => Types.TryGetValue(word, out type);

    internal static int ItemSize(TensorType type) => type switch
    {
        TensorType.BOOL or TensorType.U8 or TensorType.I8 => 1,
        TensorType.I16 or TensorType.F16 or TensorType.BF16 => 2,
        TensorType.I32 or TensorType.F32 => 4,
        _ => 8,
    };

    /// <summary>Bytes of a tensor; -1 where the product does not fit into 63 bits, a length is negative or there are too many dimensions.</summary>
    internal static long ByteCount(TensorType type, ReadOnlySpan<long> shape)
    {
        long bytes = ItemSize(type);
        if (shape.Length > MaxRank)
            return -1;
        foreach (var length in shape)
            if (length < 0 || Math.BigMul(bytes, length) is var product && product > long.MaxValue)
                return -1;
            else
                bytes = (long)product;
        return bytes;
    }

    /// <summary>Why a tensor cannot have this name; null where it can.</summary>
    internal static string? WhyNoName(string name) => name switch
    {
        "" => "a tensor has no name",
        Metadata => $"a tensor is named {Metadata}, which is kept for the file's own words",
        { Length: > MaxNameLength } => $"a tensor's name of {name.Length:N0} characters begins '{Short(name)}'; allowed are {MaxNameLength:N0}",
        _ when !IsText(name) => $"the name '{name}' holds half a character (a lone surrogate), which no file can hold",
        _ => null,
    };

    /// <summary>False where a surrogate stands alone, which UTF-8 cannot say.</summary>
    internal static bool IsText(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    /// <summary>A text as a message can show it.</summary>
    internal static string Short(string text) => text.Length <= 80 ? text : $"{text[..80]} ...";

    internal static string Words(TensorType type, ReadOnlySpan<long> shape) => $"{type} [{string.Join(", ", shape.ToArray())}]";
}

using System.CommandLine;

namespace Workbook.Host.Verbs.Magic;

/// <summary><c>workbook magic</c>: learns a domain, encodes, decodes and inspects files.</summary>
internal static class MagicVerb
{
    public static Command Make() => new("magic", "Images as coloured triangles: learn a domain, encode, decode, inspect.")
    {
        LearnVerb.Make(),
        EncodeVerb.Make(),
        DecodeVerb.Make(),
        InspectVerb.Make(),
    };
}

using Workbook.Fuzz;

try
{
    return args.FirstOrDefault() switch
    {
        "golden" => GoldenCommand.Run(args[1..]),
        "help" or "--help" => FuzzCommand.Help(),
        _ => FuzzCommand.Run(args),
    };
}
catch (Exception mistake) when (mistake is ArgumentException or FormatException or IOException or InvalidOperationException)
{
    Console.Error.WriteLine(mistake.Message);
    return 2;
}

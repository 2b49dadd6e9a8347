using BenchmarkDotNet.Running;

// dotnet run --project tests/Workbook.Benchmarks -c Release -- --filter '*MagicStages*' [--job short]
// Real images: WORKBOOK_DATA=/path/to/data dotnet run ...
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

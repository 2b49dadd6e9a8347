@echo off
rem The entry script on Windows: builds the command and passes the verb on. Tests: dotnet test.
dotnet build "%~dp0lib\Workbook.Host\Workbook.Host.csproj" --configuration Release --verbosity quiet -clp:NoSummary || exit /b 1
dotnet "%~dp0lib\Workbook.Host\bin\Release\net10.0\workbook.dll" %*

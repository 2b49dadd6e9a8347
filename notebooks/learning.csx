// For the chapters with networks: load.csx, and TorchSharp with the native libtorch behind it. A notebook begins with #load "learning.csx".
#load "load.csx"
#r "../lib/Workbook.Host/bin/Release/net10.0/Workbook.Learning.dll"
#r "../lib/Workbook.Host/bin/Release/net10.0/TorchSharp.dll"

// TorchSharp finds libtorch loaded, on systems with an older C++ library too.
Workbook.Learning.Devices.NativeTorch.Load();

// The built libraries; any ./workbook command builds them. A notebook begins with #load "load.csx".
#r "../lib/Workbook.Host/bin/Release/net10.0/Workbook.Codecs.dll"
#r "../lib/Workbook.Host/bin/Release/net10.0/Workbook.Imaging.dll"
#r "../lib/Workbook.Host/bin/Release/net10.0/Workbook.Results.dll"

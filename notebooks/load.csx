// The built libraries; any ./workbook command builds them. A notebook begins with #load "load.csx".
#r "../lib/Workbook.Host/bin/Release/net10.0/Workbook.Codecs.dll"
#r "../lib/Workbook.Host/bin/Release/net10.0/Workbook.Imaging.dll"
#r "../lib/Workbook.Host/bin/Release/net10.0/Workbook.Results.dll"

// Charts of the notebook become interactive where its viewer runs scripts; nothing is fetched.
Workbook.Results.Live.Screen.Show(Workbook.Results.Figures.InteractiveCharts.Load());

namespace Workbook.Results.Report;

/// <summary>The style sheet of a report: light and dark by the reader's setting, and paper.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root{--ink:#1f2328;--faint:#656d76;--paper:#fff;--side:#f6f8fa;--line:#d8dee4;--link:#0058a3;--bad:#b3261e;--note:#57606a;--text:#0a5c36;--number:#8a3b00;--word:#0b4fb3;--directive:#7a2aa0}
        @media (prefers-color-scheme:dark){:root{--ink:#e2e6ea;--faint:#9aa4ae;--paper:#15181c;--side:#1d2126;--line:#343b43;--link:#79b8ff;--bad:#ff8a80;--note:#98a2ad;--text:#7fd6a6;--number:#ffb37a;--word:#8ab8ff;--directive:#d2a8ff}}
        nav,main,.output,pre{box-sizing:border-box}
        html{scroll-behavior:smooth;scroll-padding-top:12px}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        a{color:var(--link)}
        nav{background:var(--side);border-bottom:1px solid var(--line);padding:20px 24px;font-size:14px;line-height:1.4}
        nav h2{font-size:14px;margin:0 0 8px}
        nav ol{list-style:none;margin:0;padding:0}
        nav li{margin:5px 0}
        nav li li{margin:2px 0 2px 14px}
        nav li li a{color:var(--faint)}
        nav a{text-decoration:none}
        nav a:hover{text-decoration:underline}
        main{max-width:900px;margin:0 auto;padding:28px 28px 80px}
        @media (min-width:1180px){nav{position:fixed;inset:0 auto 0 0;width:290px;overflow-y:auto;border-bottom:0;border-right:1px solid var(--line)}main{margin-left:max(290px + 40px,50vw - 340px)}}
        h1,h2,h3,h4{line-height:1.25;margin:1.6em 0 .5em}
        h1{font-size:30px}h2{font-size:23px}h3{font-size:18px}
        header h1{font-size:38px;margin:.2em 0 .4em}
        article{border-top:1px solid var(--line);margin-top:56px;padding-top:8px}
        .facts{display:grid;grid-template-columns:max-content 1fr;gap:2px 18px;margin:0 0 24px;font-size:15px}
        .facts dt{color:var(--faint)}.facts dd{margin:0;overflow-wrap:anywhere}
        table{border-collapse:collapse;font-size:14px}
        .prose table,.runs{margin:14px 0}
        .prose th,.prose td,.runs th,.runs td{padding:5px 14px 5px 0;border-bottom:1px solid var(--line);text-align:left}
        .runs .n{text-align:right;font-variant-numeric:tabular-nums}
        pre,code{font-family:ui-monospace,"SF Mono",Consolas,"Liberation Mono",monospace;font-size:13.5px;line-height:1.5}
        :not(pre)>code{background:var(--side);border:1px solid var(--line);border-radius:4px;padding:0 4px}
        pre{margin:10px 0;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}
        .prose pre,pre.code{background:var(--side);border:1px solid var(--line);border-radius:6px;padding:10px 14px}
        .prose pre code{background:none;border:0;padding:0}
        .cell{margin:14px 0 20px;position:relative}
        .tag{position:absolute;right:8px;top:6px;font-size:11px;color:var(--faint)}
        pre.output,pre.stream{padding-left:14px;border-left:3px solid var(--line)}
        .stderr{color:var(--faint)}
        pre.error,.failed{padding:10px 14px;border-left:3px solid var(--bad);color:var(--bad)}
        .output{margin:10px 0;max-width:100%;overflow-x:auto}
        .output>img{max-width:100%;background:#fff}
        .workbook-figure{max-width:100%;background:#fff;border-radius:6px;overflow:hidden;padding-bottom:4px}
        figcaption{line-height:1.4}
        .c-note{color:var(--note);font-style:italic}.c-text{color:var(--text)}.c-number{color:var(--number)}.c-word{color:var(--word)}.c-directive{color:var(--directive)}
        .formula{font-family:"STIX Two Text","Cambria Math",Georgia,"Times New Roman",serif;font-style:italic}
        div.formula,.formula.display{display:block;text-align:center;margin:14px 0;font-size:18px}
        .upright{font-style:normal}
        .fraction{display:inline-flex;flex-direction:column;vertical-align:middle;text-align:center;line-height:1.25;padding:0 3px}
        .fraction>:first-child{border-bottom:1px solid}
        .root{border-top:1px solid;padding:0 2px}
        sub,sup{line-height:0;font-size:75%}
        blockquote{margin:12px 0;padding-left:14px;border-left:3px solid var(--line);color:var(--faint)}
        @media print{:root{--ink:#000;--faint:#444;--paper:#fff;--side:#f4f4f4;--line:#ccc;--link:#000;--bad:#900}nav{position:static;width:auto;background:none;border:0}main{margin:0;max-width:none;padding:0}article{break-before:page;border:0;margin:0}.cell,figure,pre,tr{break-inside:avoid}.workbook-chart{display:none!important}.workbook-picture{display:block!important}}
        """;
}

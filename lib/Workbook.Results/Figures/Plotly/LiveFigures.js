// Brings the charts of a page alive, once plotly.js is there; runs once a page. Every chart lies in the page as a picture, beside a
// script that only pushes the chart's description onto the list window.workbookFigures. Here the list becomes an object that draws.
var waiting = window.workbookFigures || [];
var webgl;

window.workbookFigures = {
  push: function (chart) {
    document.querySelectorAll('[data-workbook-figure="' + chart.name + '"]').forEach(function (figure) {
      if (figure.workbookKnown) return;
      figure.workbookKnown = true;
      begin(figure, JSON.parse(JSON.stringify(chart))); // a copy, because plotly.js writes into what it draws
    });
  }
};
waiting.forEach(window.workbookFigures.push);

// Where a notebook shows the next chart in the place of the last one, the figure is new and its parent stays. The drawing moves into
// the new figure and takes its data: nothing flickers, the reader's zoom is kept, and no old drawing is left behind.
function begin(figure, chart) {
  var last = figure.parentNode.workbookDrawing;
  if (chart.webgl && !hasWebgl()) return;
  if (last && !last.isConnected && !chart.webgl) return draw(figure, chart, last);

  // Not before it is nearly in sight: a long page opens at once, and a chart in a folded part gets its true size.
  new IntersectionObserver(function (changes, observer) {
    var drawing = figure.querySelector('.workbook-chart');
    if (!changes[changes.length - 1].isIntersecting) {
      if (drawing) rest(figure, drawing);
    } else {
      if (!drawing) draw(figure, chart, document.createElement('div'));
      if (!chart.webgl) observer.disconnect();
    }
  }, {rootMargin: '600px'}).observe(figure);
}

function draw(figure, chart, drawing) {
  var picture = figure.querySelector('.workbook-picture');
  function undo() { drawing.remove(); picture.style.display = ''; }
  drawing.className = 'workbook-chart';
  drawing.style.cssText = 'width:100%;height:' + chart.layout.height + 'px';
  picture.after(drawing);
  picture.style.display = 'none';
  if (!chart.webgl) figure.parentNode.workbookDrawing = drawing;
  chart.config.responsive = false; // it would hold the drawing by a listener of the window, also when the drawing is gone
  try { Plotly.react(drawing, chart.data, chart.layout, chart.config).then(function () { fit(drawing); }, undo); } catch (e) { undo(); }
}

// A browser has few WebGL contexts, and each of them draws without end: out of sight they are given back.
function rest(figure, drawing) {
  Plotly.purge(drawing);
  drawing.remove();
  figure.querySelector('.workbook-picture').style.display = '';
}

function fit(drawing) {
  if (drawing.workbookWidth) return;
  drawing.workbookWidth = drawing.clientWidth;
  new ResizeObserver(function () {
    var width = drawing.clientWidth;
    if (!width || width === drawing.workbookWidth) return;
    drawing.workbookWidth = width;
    Plotly.Plots.resize(drawing);
  }).observe(drawing);
}

function hasWebgl() {
  if (webgl === undefined) {
    var context = document.createElement('canvas').getContext('webgl'), end = context && context.getExtension('WEBGL_lose_context');
    if (end) end.loseContext();
    webgl = !!context;
  }
  return webgl;
}

// The first script of a page under test. Keeps what goes wrong; shows the page's templates one after another in one place, as Jupyter
// shows an output anew; says on the console what there is to see, and what is left when 3D charts are taken away.
(function () {
  var log = console.log, live = 'live' in document.currentScript.dataset, wrong = [], kept = [], resizing = 0, place;
  var marks = '.scatterlayer .trace, .bars .point, .boxes .box, .heatmaplayer image, canvas';

  addEventListener('error', function (e) { wrong.push(e.message || 'cannot load ' + (e.target.src || e.target.href)); }, true);
  addEventListener('unhandledrejection', function (e) { wrong.push('rejected: ' + e.reason); });
  addEventListener('securitypolicyviolation', function (e) { wrong.push(e.effectiveDirective + ' forbids ' + e.blockedURI); });
  ['error', 'warn'].forEach(function (level) {
    console[level] = function () { wrong.push(level + ': ' + Array.prototype.join.call(arguments, ' ')); };
  });
  [['addEventListener', 1], ['removeEventListener', -1]].forEach(function (change) {
    var own = window[change[0]];
    window[change[0]] = function (name) {
      if (name === 'resize') resizing += change[1];
      return own.apply(this, arguments);
    };
  });

  function showNext() {
    var version = document.querySelector('template'), before = place.querySelector('.workbook-chart');
    place.innerHTML = version.innerHTML;
    version.remove();
    place.querySelectorAll('script').forEach(function (dead) {
      var script = document.createElement('script');
      script.textContent = dead.textContent;
      dead.replaceWith(script);
    });
    if (before) kept.push(before === place.querySelector('.workbook-chart') && place.querySelector('img').offsetHeight === 0);
  }

  function figures() {
    return Array.from(document.querySelectorAll('.workbook-figure'), function (figure) {
      var image = figure.querySelector('img'), chart = figure.querySelector('.workbook-chart');
      return {
        text: image.alt,
        picture: image.naturalWidth > 0 && image.offsetHeight > 0,
        marks: chart && chart.offsetHeight > 0 ? chart.querySelectorAll(marks).length : 0,
        waits: live && 'workbookFigure' in figure.dataset
      };
    });
  }

  function when(done, next) {
    var since = Date.now(), turns = 0, timer = setInterval(function () {
      turns = done() ? turns + 1 : 0;
      if (turns < 5 && Date.now() - since < 20000) return;
      clearInterval(timer);
      next();
    }, 50);
  }

  function alive() { return figures().every(function (figure) { return figure.marks || !figure.waits; }); }

  addEventListener('load', function () {
    place = document.body.appendChild(document.createElement('div'));
    when(alive, function turn() {
      if (document.querySelector('template')) {
        showNext();
        return when(alive, turn);
      }
      var seen = figures();
      document.querySelectorAll('canvas').forEach(function (canvas) {
        if (canvas.closest('.workbook-figure')) canvas.closest('.workbook-figure').remove();
      });
      when(function () { return resizing === 0; }, function () {
        log.call(console, 'seen ' + JSON.stringify({wrong: wrong, kept: kept, resizing: resizing, figures: seen}) + ' seen');
      });
    });
  });
})();

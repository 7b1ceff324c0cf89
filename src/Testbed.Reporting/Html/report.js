(function () {
  'use strict';
  var doc = document;
  doc.documentElement.className = 'js';

  function all(query, within) { return Array.prototype.slice.call((within || doc).querySelectorAll(query)); }
  function attr(e, name) { return e.getAttribute(name) || ''; }
  function has(list, word) { return list.split(' ').indexOf(word) >= 0; }
  function every(tests) { return tests.every(Boolean); }

  function reveal(e) {
    for (var n = e; n; n = n.parentElement) { if (n.tagName === 'DETAILS') { n.open = true; } }
    if (e) { e.scrollIntoView(); }
  }

  /* Requirements: a row stays when some place that is looked at has what is looked for. */
  function filterRows(form) {
    var f = read(form), shown = 0, rows = all('.req');
    var places = all('.reqhead .vert').map(function (e) { return e.textContent; });
    var at = places.indexOf(f.place);
    all('.matrix').forEach(function (m) { m.style.setProperty('--n', at >= 0 ? 1 : places.length); });
    all('.reqhead .vert').forEach(function (e, i) { e.hidden = every([at >= 0, i !== at]); });
    rows.forEach(function (row) {
      var chips = all('summary .chip', row);
      chips.forEach(function (c, i) { c.hidden = every([at >= 0, i !== at]); });
      var hit = chips.some(function (c, i) {
        return every([at === -1 || i === at, !f.verdict || has(c.className, f.verdict)]);
      });
      var show = every([hit, !f.fr || attr(row, 'data-fr') === f.fr, !f.level || Number(f.level) >= Number(attr(row, 'data-level')),
        !f.text || row.firstElementChild.textContent.toLowerCase().indexOf(f.text.toLowerCase()) >= 0]);
      row.hidden = !show;
      if (show) { shown += 1; }
      all('.where', row).forEach(function (w) { w.hidden = every([at >= 0, attr(w, 'data-place'), attr(w, 'data-place') !== f.place]); });
    });
    all('.frhead').forEach(function (h) {
      var next = h.nextElementSibling, any = false;
      while (next) {
        if (next.className !== 'req') { break; }
        any = any || !next.hidden;
        next = next.nextElementSibling;
      }
      h.hidden = !any;
    });
    count(form, shown, rows.length, 'rows');
  }

  /* Plays: line of the overview and page of a play come and go together. */
  function filterPlays(form) {
    var f = read(form), shown = 0, rows = all('tr[data-play]');
    rows.forEach(function (row) {
      var show = every([!f.level || attr(row, 'data-level') === f.level, !f.outcome || attr(row, 'data-outcome') === f.outcome,
        !f.harm || attr(row, 'data-harm') === f.harm, !f.place || has(attr(row, 'data-places'), f.place),
        !f.technique || has(attr(row, 'data-techniques'), f.technique),
        !f.text || row.textContent.toLowerCase().indexOf(f.text.toLowerCase()) >= 0]);
      row.hidden = !show;
      var page = doc.getElementById(attr(row, 'data-play'));
      if (page) { page.hidden = !show; }
      if (show) { shown += 1; }
    });
    count(form, shown, rows.length, 'plays and campaigns');
  }

  /* Map: the places that guard one play's way, the others faint. */
  function showPath(form) {
    var id = read(form).play, row = id ? all('tr[data-play]').filter(function (r) { return attr(r, 'data-play') === id; })[0] : null;
    all('.map [data-place]').forEach(function (e) {
      var on = row ? has(attr(row, 'data-places'), attr(e, 'data-place')) : false;
      e.classList.toggle('hit', on);
      e.classList.toggle('dim', every([row, !on]));
    });
    form.querySelector('.count').textContent = row ? attr(row, 'data-says') : '';
  }

  var kinds = { requirements: filterRows, plays: filterPlays, map: showPath };

  function read(form) {
    var found = {};
    all('[name]', form).forEach(function (e) { found[e.name] = e.value; });
    return found;
  }

  function count(form, shown, of, what) {
    form.querySelector('.count').textContent = shown === of ? of + ' ' + what : 'Filtered: ' + shown + ' of ' + of + ' ' + what;
    form.classList.toggle('filtered', shown !== of);
  }

  function note(form) {
    var f = read(form), words = Object.keys(f).filter(function (k) { return f[k]; })
      .map(function (k) { return k + '=' + encodeURIComponent(f[k]); });
    try { history.replaceState(null, '', '#' + attr(form, 'data-for') + (words.length ? '?' + words.join(';') : '')); } catch (e) { return; }
  }

  /* #ID goes there and opens it; #SECTION?key=value;key=value sets that section's filters, so that a view can be linked to. */
  function follow() {
    var parts = decodeURIComponent(location.hash.slice(1)).split('?'), form = doc.querySelector('form[data-for="' + parts[0].replace(/\W/g, '') + '"]');
    if (every([form, parts.length > 1])) {
      form.reset();
      parts[1].split(';').forEach(function (pair) {
        var kv = pair.split('='), field = form.elements.namedItem(kv[0]);
        if (field) { field.value = kv.slice(1).join('='); }
      });
      kinds[parts[0]](form);
    }
    reveal(doc.getElementById(parts[0]));
  }

  all('form[data-for]').forEach(function (form) {
    var run = kinds[attr(form, 'data-for')];
    form.addEventListener('input', function () { run(form); note(form); });
    form.addEventListener('reset', function () { setTimeout(function () { run(form); note(form); }, 0); });
    form.addEventListener('submit', function (e) { e.preventDefault(); });
    run(form);
  });

  function measure() {
    var nav = doc.querySelector('nav');
    if (nav) { doc.documentElement.style.setProperty('--nav', nav.offsetHeight + 'px'); }
  }
  measure();
  addEventListener('resize', measure);

  /* On paper nobody can open anything: what matters is opened, or everything where that is asked for. */
  var opened = [];
  addEventListener('beforeprint', function () {
    var whole = doc.getElementById('print-all');
    opened = all(every([whole, whole ? whole.checked : false]) ? 'details' : 'details.on-paper').filter(function (d) { return !d.open; });
    opened.forEach(function (d) { d.open = true; });
  });
  addEventListener('afterprint', function () { opened.forEach(function (d) { d.open = false; }); });
  addEventListener('hashchange', follow);
  if (location.hash.length > 1) { follow(); }
}());

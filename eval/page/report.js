const $ = id => document.getElementById(id);
const cases = [...document.querySelectorAll('.case')];
const filters = ['verdict', 'fault', 'type', 'lang', 'text'].map($);
function show() {
  const [verdict, fault, type, lang, text] = filters.map(f => f.value);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const c of cases) {
    const d = c.dataset;
    c.hidden = !((!verdict || d.verdict.split(' ').includes(verdict)) && (!fault || d.faults.split(' ').includes(fault))
      && (!type || d.type === type) && (!lang || d.lang === lang) && words.every(w => d.text.includes(w)));
    shown += !c.hidden;
  }
  $('count').textContent = shown + ' of ' + cases.length + ' cases';
}
for (const f of filters) f.addEventListener('input', show);
document.querySelector('.filters').addEventListener('submit', e => e.preventDefault());
function open() { const c = location.hash && $(decodeURIComponent(location.hash.slice(1))); if (c) { c.hidden = false; c.open = true; c.scrollIntoView(); } }
addEventListener('hashchange', open);
show(); open();

const visible = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
const squeeze = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
const nameOf = (element) => squeeze(
  element.getAttribute('aria-label')
  ?? (element.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim()
  ) || squeeze(element.labels?.[0]?.innerText) || squeeze(element.innerText) || squeeze(element.title);
const called = (selector, name) => {
  const all = [...document.querySelectorAll(selector)].filter(visible);
  return all.find((element) => nameOf(element) === name)
    ?? all.find((element) => nameOf(element).startsWith(name)) ?? null;
};
const control = (name) => called('input, select, textarea', name);
// A field of the connection's panel is met once that is open.
const openFor = (name) => {
  const inside = document.querySelectorAll('#connection-panel[hidden] :is(input, select)');
  if (control(name) === null && [...inside].some((element) => nameOf(element) === name)) part('connection').click();
};
const button = (name) => called('button, a[href], [role=button], [role=tab], summary', name);
const part = (id) => document.querySelector(`[data-testid="${id}"]`);
// A canvas has some size of its own until something is painted on it.
const isDrawn = (stage) => [...stage.querySelectorAll('canvas')]
  .some((canvas) => Math.abs(canvas.width - stage.clientWidth * devicePixelRatio) < 2);
const roleTexts = (role) => [...document.querySelectorAll(`[role=${role}]`)].filter(visible)
  .map((element) => squeeze(element.innerText)).filter(Boolean).join('\n');
const setValue = (element, text) => {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(element, text);
  element.dispatchEvent(new Event('input', { bubbles: true }));
  element.dispatchEvent(new Event('change', { bubbles: true }));
};

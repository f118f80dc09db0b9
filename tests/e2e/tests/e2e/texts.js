// Words that are cut, and words that lie upon each other. What scrolls, and what is cut with an ellipsis in something
// that says all of it when it is pointed at, keeps its words.
const isSeen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
const isBare = (element) => element.closest('.visually-hidden, .fact-help, .answer-time, pre[aria-hidden], option, script, style, noscript') !== null;
const called_ = (element) => element.tagName + '.' + (element.getAttribute('class') ?? '');
// What floats or sticks lies over the rest, and is meant to.
const layerOf = (element) => {
  let box = element;
  while (box !== null && !/sticky|fixed/.test(getComputedStyle(box).position) && !box.matches('.menu, [role=tooltip]')) box = box.parentElement;
  return box;
};
const textsOf = (root, except) => {
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() === '' || !isSeen(element) || isBare(element) || element.closest(except)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
    if (rects.length > 0) found.push({ words: node.data.trim().slice(0, 40), element, rects, layer: layerOf(element) });
  }
  return found;
};
const cuts = (element) => {
  const { overflowX, overflowY, contain } = getComputedStyle(element);
  if (/auto|scroll/.test(overflowX + overflowY)) return 'scrolls';
  return overflowX !== 'visible' || overflowY !== 'visible' || /strict|paint|content/.test(contain) ? 'cuts' : null;
};
const lostWords = (root, except) => textsOf(root, except).flatMap(({ words, element, rects }) => {
  for (let box = element; box && box !== document.documentElement; box = box.parentElement) {
    const how = cuts(box);
    if (how === 'scrolls') break;
    if (how === null) continue;
    const inside = box.getBoundingClientRect();
    const sticksOut = ({ left, right, top, bottom }) => right > inside.right + 1.5 || left < inside.left - 1.5
      || bottom > inside.bottom + 4 || top < inside.top - 4;
    const says = getComputedStyle(box).textOverflow === 'ellipsis' && box.closest('[title]:not([title=""])') !== null;
    if (rects.some(sticksOut) && !says) return [`${called_(box)} cuts "${words}"`];
  }
  return [];
});
const clippedTo = (element) => {
  let seen = { left: -1e9, top: -1e9, right: 1e9, bottom: 1e9 };
  for (let box = element; box && box !== document.documentElement; box = box.parentElement) {
    if (cuts(box) === null) continue;
    const { left, top, right, bottom } = box.getBoundingClientRect();
    seen = { left: Math.max(seen.left, left), top: Math.max(seen.top, top), right: Math.min(seen.right, right), bottom: Math.min(seen.bottom, bottom) };
  }
  return seen;
};
const wordsUponWords = (root, except) => {
  const all = textsOf(root, except).flatMap((text) => {
    const clip = clippedTo(text.element);
    return text.rects.map((rect) => ({
      text,
      left: Math.max(rect.left, clip.left),
      right: Math.min(rect.right, clip.right),
      top: Math.max(rect.top, clip.top),
      bottom: Math.min(rect.bottom, clip.bottom),
    }));
  });
  const found = [];
  all.forEach((a, at) => all.slice(at + 1).forEach((b) => {
    if (a.text === b.text || a.text.layer !== b.text.layer) return;
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 3 && down > 5) found.push(`"${a.text.words}" and "${b.text.words}" lie upon each other`);
  }));
  return found;
};
// What is smaller than so many pixels and can be pressed. Links in a sentence are as high as it is; what stands for the
// same elsewhere, and what is there for the keyboard alone, need not be large.
const smallTargets = (root, least, except) => [...root.querySelectorAll('a[href], button, input, select, textarea, summary, [role=slider]')]
  .filter((element) => isSeen(element) && !element.closest('.visually-hidden, .skip') && !element.closest(except)
    && !element.matches('p:not(.states-line) > button.link, [type=range]'))
  .map((element) => {
    const box = element.getBoundingClientRect();
    const label = /checkbox|radio/.test(element.type) ? element.labels?.[0]?.getBoundingClientRect() : undefined;
    return { element, width: Math.max(box.width, label?.width ?? 0), height: Math.max(box.height, label?.height ?? 0) };
  })
  .filter(({ width, height }) => width > 0 && (width < least - 0.5 || height < least - 0.5))
  .map(({ element, width, height }) => `${called_(element)} "${nameOf(element).slice(0, 30)}" is ${Math.round(width)} × ${Math.round(height)}`);

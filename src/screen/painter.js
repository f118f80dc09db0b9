// Paints pictures as display_list/ writes them: on the page's own thread, and as a worker, so that the page
// has its hands free.

const HEAD = 6;
const ACROSS = ["left", "center", "right"];
const DOWN = ["top", "middle", "bottom"];

const isWorker = typeof document === "undefined";
const decoder = new TextDecoder();
// The small canvas that rows are stretched from.
let rows;

// Where this script lies: a worker begins with it too.
export function address() {
  return import.meta.url;
}

// Shows one picture, and nothing of the one before.
export function show(context, bytes) {
  paint(context, read(bytes.slice().buffer, 0));
}

function read(data, start) {
  const [number, width, height, length, texts, strengths] = new Uint32Array(data, start, HEAD);
  const [commands, bytes] = [start + HEAD * 4, start + (HEAD + length) * 4];
  return {
    number,
    width,
    height,
    numbers: new Float32Array(data, commands, length),
    texts: new Uint8Array(data, bytes, texts),
    strengths: new Uint8Array(data, bytes + texts, strengths),
    end: Math.ceil((bytes + texts + strengths) / 4) * 4,
  };
}

function paint(context, { width, height, numbers, texts, strengths }) {
  const place = { number: 0, text: 0, strength: 0 };
  const next = () => numbers[place.number++];
  const text = () => decoder.decode(texts.subarray(place.text, (place.text += next())));
  const cells = (count) => strengths.subarray(place.strength, (place.strength += count));
  resize(context, width, height);
  while (place.number < numbers.length) commands[next()](context, next, text, cells);
}

function resize(context, width, height) {
  const { canvas } = context;
  if (canvas.width === width && canvas.height === height) {
    context.clearRect(0, 0, width, height);
  } else {
    Object.assign(canvas, { width, height });
  }
}

const commands = [
  function colour(context, next) {
    const rgb = next();
    context.fillStyle = `rgba(${rgb >> 16},${(rgb >> 8) & 255},${rgb & 255},${next()})`;
    context.strokeStyle = context.fillStyle;
  },
  function rect(context, next) {
    context.fillRect(next(), next(), next(), next());
  },
  function line(context, next) {
    context.beginPath();
    context.moveTo(next(), next());
    context.lineTo(next(), next());
    context.lineWidth = next();
    context.stroke();
  },
  function font(context, next, text) {
    context.font = text();
  },
  function anchor(context, next) {
    context.textAlign = ACROSS[next()];
    context.textBaseline = DOWN[next()];
  },
  function write(context, next, text) {
    const [x, y] = [next(), next()];
    context.fillText(text(), x, y);
  },
  function stretch(context, next, text, strengthsOf) {
    const strips = Array.from({ length: next() }, () => ({
      rgb: next(),
      cells: next(),
      to: [next(), next(), next(), next()],
    }));
    const width = Math.max(...strips.map(({ cells }) => cells));
    if (width === 0) return;
    fill(width, strips, strengthsOf);
    context.imageSmoothingEnabled = false;
    strips.forEach(({ cells, to }, row) => cells > 0 && context.drawImage(rows.canvas, 0, row, cells, 1, ...to));
  },
];

// One row of pixels a strip: its colour, as strong as the cell.
function fill(width, strips, strengthsOf) {
  const image = new ImageData(width, strips.length);
  strips.forEach(({ rgb, cells }, row) => {
    const pixels = new Uint32Array(image.data.buffer, row * width * 4, cells);
    // Red comes first in memory, so it is the lowest byte.
    const colour = ((rgb & 255) << 16) | (rgb & 0xff00) | (rgb >> 16);
    strengthsOf(cells).forEach((strength, cell) => (pixels[cell] = colour | (strength << 24)));
  });
  rows ??= contextOf(isWorker ? new OffscreenCanvas(1, 1) : document.createElement("canvas"));
  if (rows.canvas.width !== width || rows.canvas.height < strips.length) {
    Object.assign(rows.canvas, { width, height: strips.length });
  }
  rows.putImageData(image, 0, 0);
}

function contextOf(canvas) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no 2D canvas here");
  return context;
}

// The worker: canvases by their numbers, those that were painted, and the newest picture of each: older ones
// that were not painted yet need not be.
function serve() {
  const [contexts, painted, waiting] = [new Map(), new Set(), new Map()];

  // The page hears of an error, and paints by itself.
  rows = contextOf(new OffscreenCanvas(1, 1));
  postMessage("ready");

  // `[number, canvas]` is a canvas to paint on, `[number]` one that is gone; anything else are pictures, one
  // after the other.
  onmessage = ({ data }) => {
    if (Array.isArray(data)) take(...data);
    else paintSoon(data);
  };

  function take(number, canvas) {
    if (canvas) {
      contexts.set(number, contextOf(canvas));
    } else {
      for (const all of [contexts, waiting, painted]) all.delete(number);
    }
  }

  function paintSoon(data) {
    if (waiting.size === 0) setTimeout(paintWaiting);
    for (let start = 0; start < data.byteLength; ) {
      const picture = read(data, start);
      waiting.set(picture.number, picture);
      start = picture.end;
    }
  }

  function paintWaiting() {
    for (const [number, picture] of waiting) {
      paint(contexts.get(number), picture);
      if (!painted.has(number)) postMessage(number);
      painted.add(number);
    }
    waiting.clear();
  }
}

if (isWorker) serve();

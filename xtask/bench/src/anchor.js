// A canvas written by hand, with nothing else on the page: five lanes of strips from one small image,
// their names, a time axis. What a step costs here is what a picture of this size costs on this machine.
(() => {
  const [width, height, gutter, lanes] = [1200, 290, 112, 5];
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const strip = Object.assign(document.createElement("canvas"), { width: width - gutter, height: lanes });
  const [context, pixels] = [canvas.getContext("2d"), strip.getContext("2d")];
  document.body.replaceChildren(canvas);
  let moved = 0;
  let asked = false;
  const draw = () => {
    asked = false;
    const image = new ImageData(strip.width, lanes);
    for (let at = 0; at < image.data.length; at += 4) {
      image.data.set([14, 147, 132, (at * 7 + moved) % 255], at);
    }
    pixels.putImageData(image, 0, 0);
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    context.imageSmoothingEnabled = false;
    for (let lane = 0; lane < lanes; lane++) {
      context.drawImage(strip, 0, lane, strip.width, 1, gutter, lane * 50 + 7, strip.width, 36);
    }
    context.font = "12px system-ui, sans-serif";
    context.fillStyle = "#18212f";
    for (let lane = 0; lane < lanes; lane++) context.fillText(`Lane ${lane}`, 0, lane * 50 + 29);
    for (let tick = 0; tick < 10; tick++) context.fillText(`${tick}:00`, gutter + tick * 108, height - 12);
  };
  const move = (by) => {
    moved += by;
    if (!asked) requestAnimationFrame(draw);
    asked = true;
  };
  canvas.addEventListener("wheel", (event) => (event.preventDefault(), move(event.deltaY)), { passive: false });
  canvas.addEventListener("pointermove", (event) => event.buttons && move(event.movementX));
  draw();
  return true;
})();

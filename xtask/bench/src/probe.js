// Runs before the page's own scripts and writes down what it says of its speed. The page clears its
// measures at once, so they are observed as they come.
(() => {
  const probe = { measures: [], longTasks: [], shifts: [], paints: [], memory: null };
  const observers = [];
  const observe = (type, list) => {
    const observer = new PerformanceObserver((seen) => {
      list.push(...seen.getEntries().map((entry) => entry.toJSON()));
    });
    observer.observe({ type, buffered: true });
    observers.push(observer);
  };
  // Being told of a step would be counted with it.
  probe.rest = () => observers.forEach((observer) => observer.disconnect());
  observe("measure", probe.measures);
  observe("longtask", probe.longTasks);
  observe("layout-shift", probe.shifts);
  observe("largest-contentful-paint", probe.paints);
  // Many agents take more requests than browsers write down by themselves.
  performance.setResourceTimingBufferSize(10_000);
  for (const way of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[way];
    WebAssembly[way] = async (...given) => {
      const made = await original(...given);
      // The first part of the program has the memory; the others share it.
      probe.memory ??= (made.instance ?? made).exports.memory;
      return made;
    };
  }
  window.probe = probe;
})();

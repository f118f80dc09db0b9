// Keeps what goes wrong on a page and what it asks for, for browsers that do not tell.
const heard = [];
const keep = (source, level, ...words) =>
  heard.push({ source, level, message: words.map(String).join(" "), timestamp: Date.now() });
for (const [name, level] of Object.entries({ error: "SEVERE", warn: "WARNING", log: "INFO" })) {
  const say = console[name];
  console[name] = (...words) => {
    keep("console-api", level, ...words);
    say.apply(console, words);
  };
}
addEventListener("error", (event) => event.isTrusted && keep("javascript", "SEVERE", event.message));
addEventListener("unhandledrejection", ({ reason }) => keep("javascript", "SEVERE", "Unhandled rejection:", reason));
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
  keep("security", "SEVERE", "Content Security Policy:", violatedDirective, blockedURI, sourceFile),
);

performance.setResourceTimingBufferSize(10_000);
const request = (url, kind, referrer) => ({ url, kind, referrer, headers: [] });
const opened = [request(location.href, "Document", document.referrer)];
let taken = 0;

// Both give what is new since they were last asked.
window.watched = () => heard.splice(0);
window.asked = () => {
  const all = performance.getEntriesByType("resource").slice(taken);
  taken += all.length;
  return [...opened.splice(0), ...all.map(({ name, initiatorType }) => request(name, initiatorType, ""))];
};

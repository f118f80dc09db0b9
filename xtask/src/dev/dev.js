// Only in the page that `cargo xtask dev` builds: it loads the page anew when there is a newer one,
// takes newer style sheets as they are, and shows what the compiler refuses.
"use strict";

const PAUSE_MS = 300;
const built = document.querySelector("meta[name=built]").content;
// Beside this script, wherever the page is.
const NEWEST = new URL("./dev.json", document.currentScript.src);
let style;

async function look() {
  try {
    const now = await (await fetch(NEWEST, { cache: "no-store" })).json();
    if (now.built !== built) return location.reload();
    if (style !== undefined && style !== now.style) swap(now.style);
    style = now.style;
    show(now.error);
  } catch {
    // It is being started anew.
  }
  setTimeout(look, PAUSE_MS);
}

// The old sheet goes when the new one is there: the page is never without.
function swap(number) {
  for (const old of document.querySelectorAll("link[rel=stylesheet]")) {
    const sheet = old.cloneNode();
    sheet.href = `${old.href.split("?")[0]}?${number}`;
    sheet.onload = sheet.onerror = () => old.remove();
    old.after(sheet);
  }
}

function show(error) {
  const box = document.getElementById("dev-error") ?? document.createElement("pre");
  if (box.textContent === error) return;
  box.id = "dev-error";
  box.setAttribute("role", "alert");
  box.style.cssText =
    "position:fixed;inset:0;z-index:99;margin:0;padding:2rem;overflow:auto;background:#1b1b1f;color:#f4f4f5;font:13px/1.5 monospace;white-space:pre-wrap";
  box.textContent = error;
  if (error) document.documentElement.append(box);
  else box.remove();
}

look();

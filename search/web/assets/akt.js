// Keys for people who search all day. The pages work without this script.
"use strict";

const typing = (element) => element.matches("input, textarea, select, [contenteditable]");

function follow(selector) {
  const link = document.querySelector(selector);
  if (link) link.click();
}

function focusNext(selector, step) {
  const items = [...document.querySelectorAll(selector)];
  if (items.length === 0) return;
  const at = items.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : items.length - 1) : Math.min(Math.max(at + step, 0), items.length - 1);
  items[next].focus();
  items[next].scrollIntoView({ block: "nearest" });
}

const keys = {
  "/": () => document.getElementById("q").select(),
  j: () => focusNext(".hit a", 1),
  k: () => focusNext(".hit a", -1),
  n: () => focusNext(".to-hit", 1),
  p: () => focusNext(".to-hit", -1),
  ArrowRight: () => follow("[rel=next]"),
  ArrowLeft: () => follow("[rel=prev]"),
  u: () => history.back(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
  const action = keys[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

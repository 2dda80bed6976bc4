// SPDX-License-Identifier: Apache-2.0
// Reads design tokens of tokens.css, so that charts and maps follow the colour scheme.

const short = {
  blue: "chart-blue",
  teal: "chart-teal",
  amber: "chart-amber",
  violet: "chart-violet",
  rose: "chart-rose",
  grey: "chart-grey",
};

export const series = ["blue", "amber", "teal", "violet", "rose", "grey"];

export function token(name) {
  const style = getComputedStyle(document.documentElement);
  return style.getPropertyValue(`--mj-${short[name] ?? name}`).trim();
}

export function tone(name) {
  const known = { good: "good", warn: "warn", bad: "bad", info: "chart-blue", muted: "chart-grey" };
  return token(known[name] ?? (/^risk-[1-5]$/.test(name ?? "") ? name : "chart-blue"));
}

export const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";

export function onSchemeChange(redraw) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
}

export function data(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

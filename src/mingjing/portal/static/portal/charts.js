// SPDX-License-Identifier: Apache-2.0
// Draws each [data-chart] from its json_script element. The page gives data, this file gives looks.

import * as echarts from "../npm/echarts/echarts.esm.min.mjs";
import { data, language, onSchemeChange, series, token } from "./tokens.js";

const plain = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const percentage = (digits) => {
  const format = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: digits });
  return (value) => (typeof value === "number" ? format.format(value) : "–");
};
const byName = {
  "@percent": percentage(1),
  "@percent0": percentage(0),
  "@number": (value) => (typeof value === "number" ? plain.format(value) : String(value ?? "–")),
  "@date": (value) => new Date(value).toISOString().slice(0, 10),
};
const colourNames = /^@(blue|teal|amber|violet|rose|grey|good|warn|bad|info|ink|muted|line|risk-[1-5])$/;

// Label formatters get {value}, axis formatters get the value itself.
const formatter = (format) => (given) =>
  format(given !== null && typeof given === "object" ? (Array.isArray(given.value) ? given.value.at(-1) : given.value) : given);

function resolve(node) {
  if (Array.isArray(node)) return node.map(resolve);
  if (node !== null && typeof node === "object") {
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolve(value)]));
  }
  if (typeof node !== "string" || !node.startsWith("@")) return node;
  if (byName[node]) return formatter(byName[node]);
  const colour = node.match(colourNames);
  return colour ? token(colour[1]) : node;
}

const list = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

function dressAxis(axis, isValue) {
  const dressed = {
    ...axis,
    axisLine: { show: !isValue, lineStyle: { color: token("line-strong") }, ...axis.axisLine },
    axisTick: { show: false, ...axis.axisTick },
    axisLabel: { color: token("muted"), hideOverlap: true, ...axis.axisLabel },
    splitLine: { show: isValue, lineStyle: { color: token("line") }, ...axis.splitLine },
  };
  if (axis.name) {
    dressed.nameTextStyle = { color: token("muted"), ...axis.nameTextStyle };
    dressed.nameLocation = axis.nameLocation ?? "middle";
    dressed.nameGap = axis.nameGap ?? (isValue ? 44 : 28);
  }
  return dressed;
}

function dressTooltip(tooltip, isAxis) {
  return {
    trigger: isAxis ? "axis" : "item",
    confine: true,
    backgroundColor: token("surface"),
    borderColor: token("line-strong"),
    borderWidth: 1,
    padding: 8,
    ...tooltip,
    textStyle: { color: token("ink"), fontSize: 13, ...tooltip?.textStyle },
    renderMode: "richText", // an HTML tooltip needs inline styles, which the policy forbids
  };
}

// Names beside horizontal bars take at most two fifths of the width; longer ones break into lines.
function fitNames(dressed, width) {
  for (const axis of dressed.yAxis) {
    if (axis.type === "category") axis.axisLabel = { width: Math.round(width * 0.4), overflow: "break", lineHeight: 14, fontSize: width < 480 ? 11 : 12, ...axis.axisLabel };
  }
}

function dress(given, title, width) {
  const option = resolve(given);
  const xs = list(option.xAxis);
  const ys = list(option.yAxis);
  const hasAxes = xs.length > 0;
  const hasNames = list(option.series).filter((one) => one.name).length > 1;
  const named = (axes) => axes.some((axis) => axis.name);
  const dressed = {
    animation: false,
    color: series.map(token),
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: token("ink") },
    aria: { enabled: true, label: { description: title } },
    ...option,
    tooltip: dressTooltip(option.tooltip, hasAxes && xs[0].type === "category"),
  };
  if (hasNames || option.legend) {
    dressed.legend = { top: 0, left: 0, icon: "roundRect", itemWidth: 14, itemHeight: 8, type: "scroll", pageIconColor: token("muted"), ...option.legend };
    dressed.legend.textStyle = { color: token("ink"), ...dressed.legend.textStyle };
  }
  if (hasAxes) {
    dressed.grid ??= {
      left: 8,
      right: 20,
      top: dressed.legend ? 40 : 16,
      bottom: 8,
      outerBoundsMode: "same",
      outerBoundsContain: "all",
    };
    dressed.xAxis = xs.map((axis) => dressAxis(axis, axis.type === "value"));
    dressed.yAxis = ys.map((axis) => dressAxis(axis, (axis.type ?? "value") === "value"));
    dressed.yAxis = dressed.yAxis.map((axis) => (axis.type === "category" ? { ...axis, axisLabel: { ...axis.axisLabel, interval: axis.axisLabel.interval ?? 0 } } : axis));
    fitNames(dressed, width);
    if (named(xs)) dressed.grid.bottom = Math.max(dressed.grid.bottom ?? 0, 12);
  }
  return dressed;
}

// A box with horizontal bars grows with their number, so that every bar keeps its name.
function makeRoom(box, given) {
  const names = list(given.yAxis).find((axis) => axis.type === "category")?.data?.length ?? 0;
  if (names) box.style.minHeight = `${names * (box.clientWidth < 480 ? 34 : 22) + 72}px`;
}

function draw(box) {
  const given = data(box.dataset.chart);
  makeRoom(box, given);
  const title = box.dataset.title ?? "";
  const chart = echarts.init(box, null, { locale: language === "zh" ? "ZH" : "EN", renderer: "canvas" });
  const paint = () => chart.setOption(dress(given, title, box.clientWidth), true);
  paint();
  box.setAttribute("role", "img");
  if (title) box.setAttribute("aria-label", title);
  new ResizeObserver(() => {
    chart.resize();
    paint();
  }).observe(box);
  onSchemeChange(paint);
}

export function start() {
  document.querySelectorAll("[data-chart]").forEach(draw);
}

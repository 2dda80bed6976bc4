// SPDX-License-Identifier: Apache-2.0
// Draws each [data-map]: pins on a schematic grid. No tiles are fetched and no boundary is drawn.

import "../npm/leaflet/leaflet.js";
import { data, language, onSchemeChange, token, tone } from "./tokens.js";

const L = window.L;
const MANY = 500;
const CELL = 56; // pixels a joined pin stands for
const words = {
  zh: { zoomIn: "放大", zoomOut: "缩小", open: "打开", places: "处", hint: "示意图，不含底图" },
  en: { zoomIn: "Zoom in", zoomOut: "Zoom out", open: "Open", places: "places", hint: "Schematic, no base map" },
}[language];

function styles() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("../npm/leaflet/leaflet.css", import.meta.url);
  return new Promise((done) => {
    link.addEventListener("load", done);
    link.addEventListener("error", done);
    // Before our own sheet, so that ours has the last word.
    document.head.querySelector("link[rel=stylesheet]").before(link);
  });
}

function popup(point) {
  const box = document.createElement("div");
  box.append(point.label ?? "");
  if (point.url) {
    const link = document.createElement("a");
    link.href = point.url;
    link.textContent = words.open;
    box.append(document.createElement("br"), link);
  }
  return box;
}

// One pin. As SVG it can be reached and opened by keyboard.
function pin(point, renderer) {
  const marker = L.circleMarker([point.lat, point.lon], {
    renderer,
    radius: 6,
    weight: 1.5,
    color: token("surface"),
    fillColor: tone(point.tone),
    fillOpacity: 0.9,
  }).bindPopup(popup(point));
  if (point.label) marker.bindTooltip(String(point.label));
  marker.on("add", () => {
    const path = marker.getElement?.();
    if (!path) return;
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "button");
    path.setAttribute("aria-label", String(point.label ?? ""));
    path.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        marker.openPopup();
      }
    });
  });
  return marker;
}

// Pins of one grid cell become one, sized by their number.
function joined(map, points) {
  const cells = new Map();
  for (const point of points) {
    const at = map.project([point.lat, point.lon]);
    const key = `${Math.floor(at.x / CELL)}:${Math.floor(at.y / CELL)}`;
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(point);
  }
  return [...cells.values()];
}

// A joined pin shows its number; as an element of the page it takes focus and Enter.
function cluster(map, group) {
  const middle = (name) => group.reduce((sum, point) => sum + point[name], 0) / group.length;
  const at = [middle("lat"), middle("lon")];
  const size = Math.round(Math.min(40, 20 + 4 * Math.log2(group.length)));
  const icon = L.divIcon({ className: "pins", html: String(group.length), iconSize: [size, size] });
  const marker = L.marker(at, { icon, title: `${group.length} ${words.places}`, alt: `${group.length} ${words.places}` });
  marker.on("click", () => map.setView(at, Math.min(map.getZoom() + 2, map.getMaxZoom())));
  return marker;
}

// The graticule: a line every so many degrees, about eight across the view.
function graticule(map, layer) {
  layer.clearLayers();
  const bounds = map.getBounds();
  const span = bounds.getEast() - bounds.getWest();
  const step = [10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001].find((one) => span / one >= 5) ?? 0.001;
  const line = (points) => L.polyline(points, { color: token("line"), weight: 1, interactive: false }).addTo(layer);
  for (let x = Math.floor(bounds.getWest() / step) * step; x <= bounds.getEast(); x += step) {
    line([[bounds.getSouth(), x], [bounds.getNorth(), x]]);
  }
  for (let y = Math.floor(bounds.getSouth() / step) * step; y <= bounds.getNorth(); y += step) {
    line([[y, bounds.getWest()], [y, bounds.getEast()]]);
  }
}

function draw(box) {
  const { points: all, outline } = data(box.dataset.map);
  const points = all.filter((point) => Number.isFinite(point.lat) && Number.isFinite(point.lon));
  const map = L.map(box, { zoomControl: false, attributionControl: false, maxZoom: 18, minZoom: 3, zoomSnap: 0.5, fadeAnimation: false, zoomAnimation: false });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  L.control.attribution({ prefix: words.hint }).addTo(map);
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", box.dataset.title ?? "");

  const frame = points.length ? points.map((point) => [point.lat, point.lon]) : (outline ?? [[35, 105]]);
  map.fitBounds(frame, { padding: [24, 24], maxZoom: 16 });

  const lines = L.layerGroup().addTo(map);
  const pins = L.layerGroup().addTo(map);
  const isDense = points.length > MANY;
  const renderer = isDense ? L.canvas({ padding: 0.3 }) : L.svg({ padding: 0.3 });
  const paint = () => {
    graticule(map, lines);
    if (outline) L.polygon(outline, { color: token("line-strong"), weight: 1.5, fill: false, interactive: false }).addTo(lines);
    if (!isDense && pins.getLayers().length) return;
    pins.clearLayers();
    const groups = isDense ? joined(map, points) : points.map((point) => [point]);
    for (const group of groups) {
      (group.length === 1 ? pin(group[0], renderer) : cluster(map, group)).addTo(pins);
    }
  };
  map.on("moveend", paint);
  onSchemeChange(() => { pins.clearLayers(); paint(); });
  paint();
}

export async function start() {
  await styles();
  document.querySelectorAll("[data-map]").forEach(draw);
}

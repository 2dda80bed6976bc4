// SPDX-License-Identifier: Apache-2.0
// The outcome in words. The same sentences as tell.py, from the same table.

const LATEST_MS = 253_402_214_400_000;

function instant(milliseconds) {
  if (!(milliseconds >= 0 && milliseconds < LATEST_MS)) return String(milliseconds);
  const text = new Date(milliseconds + 8 * 3_600_000).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 23)}`;
}

function plainText(text) {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, " ");
}

/** The sentence with its values, each as it is: braces in a value name no other value. */
function fill(sentence, values) {
  return sentence.replace(/\{([a-z_]+)\}/g, (place, name) => {
    return Object.hasOwn(values, name) ? values[name] : place;
  });
}

function factRows(facts, lang) {
  const rows = facts.kind === COPY_KIND ? copyRows(facts, lang) : recordingRows(facts, lang);
  return rows
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [WORDS.facts[name][lang], plainText(value)]);
}

/** What a redacted copy is, where that is proven, and what no proof shows. */
function tellCopy(facts, lang, isProven) {
  const told = [WORDS.headings.copy_limits[lang]];
  if (isProven) {
    const values = { root: facts.root, reasons: tellReasons(facts.reasons, lang) };
    told.unshift(fill(WORDS.headings.copy[lang], values));
  }
  return told;
}

function tellReasons(reasons, lang) {
  const word = (code) => (Object.hasOwn(WORDS.hidden, code) ? WORDS.hidden[code][lang] : code);
  return Object.keys(reasons)
    .sort()
    .map((code) => `${word(code)} (${reasons[code]})`)
    .join("; ");
}

function copyRows(facts, lang) {
  const step = (name) => {
    const at = facts[`${name}_ms`];
    const account = facts[`${name}_by`];
    return at === null ? null : instant(at) + (account ? ` (${account})` : "");
  };
  return [
    ["redaction", facts.redaction],
    ["original", facts.recording],
    ["original_root", facts.root],
    ["hidden", tellReasons(facts.reasons, lang)],
    ["agency", facts.agency],
    ["planned", step("planned")],
    ["rendered", step("rendered")],
    ["approved", step("approved")],
    ["film", `${facts.sha256}, ${facts.bytes}`],
    ["plan", facts.plan],
    ["log", facts.log],
  ];
}

/** Name and value of what the bundle says and nothing proves. */
function saidRows(facts, lang) {
  return Object.entries(WORDS.said)
    .filter(([name]) => facts.said?.[name])
    .map(([name, word]) => [word[lang], plainText(facts.said[name])]);
}

function recordingRows(facts, lang) {
  const { occasion } = facts;
  const hasPeriod = facts.from_ms !== null;
  return [
    ["recording", facts.recording],
    ["officer", facts.officer],
    ["who", facts.account],
    ["agency", facts.agency || null],
    ["occasion", occasion ? `${occasion.kind} ${occasion.id}` : null],
    ["source", facts.source ? WORDS.cameras[facts.camera][lang] : null],
    ["device", `${facts.device} (${facts.alg})`],
    ["registered", facts.registered_ms ? instant(facts.registered_ms) : null],
    ["opened", facts.opened_ms === null ? null : instant(facts.opened_ms)],
    ["period", hasPeriod ? `${instant(facts.from_ms)} – ${instant(facts.to_ms)}` : null],
    ["amount", `${facts.links}, ${facts.media}, ${facts.bytes}`],
    ["state", WORDS.states[facts.state][lang]],
    ["root", facts.root || null],
    ["log", facts.log],
  ];
}

function tellFinding(one, lang) {
  const values = {};
  for (const [name, value] of Object.entries(one.values)) {
    const isTime = name.endsWith("_ms") && Number.isInteger(value);
    values[name] = isTime ? instant(value) : plainText(String(value));
  }
  const tables = {
    reason: "reasons",
    why: "absences",
    state: "states",
    camera: "cameras",
    step: "steps",
  };
  for (const [name, table] of Object.entries(tables)) {
    const word = WORDS[table][one.values[name]];
    if (word) values[name] = word[lang];
  }
  const sentence = fill(WORDS.findings[one.code][lang], values);
  if (one.link === null) return sentence;
  const heading = WORDS.headings["to" in values ? "links" : "link"][lang];
  const place = fill(heading, { link: String(one.link), to: values.to ?? "" });
  const moment = one.at === null ? "" : ` (${instant(one.at)})`;
  return `${place}${moment}: ${sentence}`;
}

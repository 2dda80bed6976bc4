// SPDX-License-Identifier: Apache-2.0
// The page: take a zip and a key, show the outcome. Nothing leaves this computer.

const TEXT = {
  title: { zh: "录像证据包、脱敏件核验", en: "Check the bundle of a recording, or a redacted copy" },
  lead: {
    zh: "选择证据包或脱敏件（zip）后，本页在您的电脑上核验，不联网，不上传任何内容。",
    en: "Choose the bundle or the redacted copy (a zip). This page checks it on your computer; it uses no network and sends nothing.",
  },
  file: {
    zh: "证据包或脱敏件（zip 文件，可拖放到此处）",
    en: "Bundle or redacted copy (zip file; may be dropped here)",
  },
  key: { zh: "账本验证密钥（从可信来源取得）", en: "Verifier key of the ledger (from a source you trust)" },
  keyHint: {
    zh: "可不填；不填时只能说明证据包前后一致，不能说明账本出自何人。",
    en: "May be left empty; then only that the bundle agrees with itself is shown, not whose ledger it is.",
  },
  witnesses: { zh: "见证人验证密钥（每行一个，可不填）", en: "Verifier keys of witnesses (one a line, may be left empty)" },
  tsa: {
    zh: "时间戳机构的证书（PEM 或 DER 文件，可不选）",
    en: "Certificate of the time-stamping authority (PEM or DER file, may be left empty)",
  },
  tsaHint: {
    zh: "取自该机构本身：其根证书或签名证书。不选时只核验时间戳的签名，是否可信由您判断。",
    en: "From the authority itself: its root or the one it signs with. Without it only the signature of a timestamp is checked, and whether to trust it is left to you.",
  },
  run: { zh: "核验", en: "Check" },
  busy: { zh: "核验中……", en: "Checking …" },
  none: { zh: "请先选择文件。", en: "Choose a file first." },
  failed: { zh: "核验程序出错：", en: "The check itself failed: " },
  json: { zh: "保存结论（JSON）", en: "Save the outcome (JSON)" },
  other: { zh: "English", en: "中文" },
};
const state = { lang: /^zh/i.test(navigator.language) ? "zh" : "en", outcome: null, file: null };
const element = (id) => document.getElementById(id);

function speak() {
  document.documentElement.lang = state.lang === "zh" ? "zh-Hans" : "en";
  document.title = TEXT.title[state.lang];
  for (const place of document.querySelectorAll("[data-text]")) {
    place.textContent = TEXT[place.dataset.text][state.lang];
  }
  if (state.outcome) show();
}

function make(name, text, ...children) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

function show() {
  const { lang, outcome } = state;
  const place = element("outcome");
  place.replaceChildren();
  place.dataset.verdict = outcome.verdict;
  const isProven = outcome.exit < 2;
  const isCopy = outcome.facts.kind === COPY_KIND;
  const verdicts = isCopy ? WORDS.copy_verdicts : WORDS.verdicts;
  const heading = make("h2", verdicts[outcome.verdict][lang]);
  heading.tabIndex = -1;
  place.append(heading);
  const told = isCopy ? tellCopy(outcome.facts, lang, isProven) : [];
  place.append(...told.map((line) => make("p", line)));
  if (outcome.facts.source) place.append(make("p", WORDS.headings.unsigned[lang]));
  const groups = WEIGHTS.map((weight) => [
    WORDS.weights[weight][lang],
    outcome.findings.filter((one) => one.weight === weight).map((one) => tellFinding(one, lang)),
  ]);
  for (const [title, lines] of groups.filter(([, lines]) => lines.length)) {
    place.append(make("h3", title), make("ul", "", ...lines.map((line) => make("li", line))));
  }
  if (outcome.facts.recording) {
    const title = WORDS.headings[isProven ? "proven" : "claimed"][lang];
    place.append(make("h3", title), makeRows(factRows(outcome.facts, lang)));
    const said = saidRows(outcome.facts, lang);
    if (said.length) place.append(make("h3", WORDS.headings.said[lang]), makeRows(said));
    showMarks(place);
  }
  place.append(make("p", WORDS.headings.zone[lang]), saveButton());
  return heading;
}

function makeRows(rows) {
  const pairs = rows.flatMap(([name, value]) => [make("dt", name), make("dd", value)]);
  return make("dl", "", ...pairs);
}

function showMarks(place) {
  const { lang, outcome } = state;
  const lines = (outcome.facts.marks ?? []).map((mark) =>
    make("li", `${instant(mark.at_ms)} ${WORDS.labels[mark.label][lang]} ${plainText(mark.note)}`),
  );
  if (lines.length) place.append(make("h3", WORDS.headings.marks[lang]), make("ul", "", ...lines));
}

function saveButton() {
  const button = make("button", TEXT.json[state.lang]);
  button.type = "button";
  button.addEventListener("click", () => {
    const blob = new Blob([JSON.stringify(state.outcome, null, 1)], { type: "application/json" });
    const link = make("a");
    link.href = URL.createObjectURL(blob);
    link.download = "mingjing-verify.json";
    link.click();
    URL.revokeObjectURL(link.href);
  });
  return button;
}

const MOST_CERTIFICATE_BYTES = 1 << 22;

async function bytesOf(file) {
  return new Uint8Array(await file.slice(0, MOST_CERTIFICATE_BYTES).arrayBuffer());
}

async function run(event) {
  event?.preventDefault();
  const status = element("status");
  const file = state.file ?? element("file").files[0];
  if (!file) {
    status.textContent = TEXT.none[state.lang];
    element("file").focus();
    return;
  }
  element("run").disabled = true;
  status.textContent = TEXT.busy[state.lang];
  const bar = element("bar");
  bar.hidden = false;
  try {
    const told = (share) => (bar.value = share);
    const tsa = await Promise.all([...element("tsa").files].map(bytesOf));
    const witnesses = element("witnesses").value;
    state.outcome = await judge(file, element("key").value, told, witnesses, tsa);
    status.textContent = "";
    show().focus();
  } catch (error) {
    status.textContent = TEXT.failed[state.lang] + error.message;
  } finally {
    element("run").disabled = false;
    bar.hidden = true;
  }
}

function take(event) {
  event.preventDefault();
  element("drop").classList.remove("over");
  const [file] = event.dataTransfer.files;
  if (!file) return;
  state.file = file;
  element("chosen").textContent = file.name;
  run();
}

element("lang").addEventListener("click", () => {
  state.lang = state.lang === "zh" ? "en" : "zh";
  speak();
});
element("form").addEventListener("submit", run);
element("file").addEventListener("change", () => {
  state.file = null;
  element("chosen").textContent = "";
});
for (const name of ["dragover", "dragenter"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    element("drop").classList.add("over");
  });
}
document.addEventListener("dragleave", () => element("drop").classList.remove("over"));
document.addEventListener("drop", take);
speak();
hasEd25519().then((has) => {
  if (has) return;
  state.outcome = { verdict: "not_judged", exit: 3, facts: {}, findings: [finding("no_ed25519")] };
  show();
});
globalThis.mingjing = { judge, tellFinding, factRows, saidRows, tellCopy };

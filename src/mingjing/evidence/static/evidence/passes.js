// SPDX-License-Identifier: Apache-2.0
// Passes to watch one recording: asked of the site, which records who watches and what for.

const RENEWED = 0.8; // of its time, after which a pass is renewed
const TRIED = 0.05; // of its time, after which a renewal that failed is tried again

// A pass of the site for one recording; the site asks whether this person may watch, and records it.
const passOf = async (box) => {
  const chosen = document.querySelector("select[data-purpose]");
  const response = await fetch(box.dataset.pass, {
    method: "POST",
    headers: { "X-CSRFToken": box.dataset.token, "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ purpose: chosen?.value ?? box.dataset.purpose }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? answer.code);
  return answer;
};

// A pass that is renewed before it runs out, by how long it lasts: the clock here may be off. A renewal that
// fails is tried again; the site says no when this person may not watch any more, and the door stops then.
export const keptPass = async (box) => {
  let held = await passOf(box);
  let timer = 0;
  let told = () => {};
  const later = (seconds) => {
    timer = setTimeout(async () => {
      try {
        held = await passOf(box);
        later(held.lasts * RENEWED);
        told();
      } catch {
        later(held.lasts * TRIED);
      }
    }, 1000 * seconds);
  };
  later(held.lasts * RENEWED);
  return {
    state: held.state,
    address: `${held.doors}/recordings/${held.recording}`,
    word: () => `Bearer ${held.pass}`,
    whenRenewed: (call) => {
      told = call;
    },
    stop: () => clearTimeout(timer),
  };
};

// Asks the door under a pass.
export const askDoor = (kept, what, signal) =>
  fetch(`${kept.address}/${what}`, { headers: { Authorization: kept.word() }, credentials: "omit", signal });

// SPDX-License-Identifier: Apache-2.0
// Sends links to the door: the newest first, so that the scene can be watched, the backlog behind.
// A link leaves the device only after a durable acknowledgement with a good signature.

import { ackIsGood, base64, fromHex, hex, importServerKey, sha256 } from "./chain.js";
import * as keep from "./keep.js";

const BACKLOG_LANES = 2;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15000;
const TOO_FAST = "429";
const REFUSED = [400, 401, 403, 404, 409, 410, 411, 413, 415];

const pauseOf = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const field = (bytes) => `:${base64(bytes)}:`;

// What the door answered, judged: "kept", "refused" with the problem, or "later".
const judged = async (response, serverKey, link, linkHash) => {
  if (response.ok) {
    const answer = await response.json();
    const good =
      answer.ack.recording === link.recording &&
      answer.ack.seq === link.seq &&
      answer.ack.link === linkHash &&
      (await ackIsGood(serverKey, answer));
    return good ? { verdict: "kept", state: answer.state } : { verdict: "later", why: "ack" };
  }
  if (!REFUSED.includes(response.status)) return { verdict: "later", why: String(response.status) };
  const problem = await response.json().catch(() => ({}));
  return { verdict: "refused", problem: { status: response.status, code: problem.code, detail: problem.detail } };
};

export class Uploader {
  #waiting = new Map(); // recording -> seqs not yet sent, ascending
  #busy = new Set();
  #lanes = 0;
  #pause = FIRST_PAUSE;
  #serverKeys = new Map();
  #report;

  constructor(report) {
    this.#report = report;
  }

  // Everything that lies on the device, also of an earlier run of the page.
  async load() {
    for (const [recording, seq] of await keep.unsent()) this.#enlist(recording, seq);
    this.wake();
  }

  add(recording, seq) {
    this.#enlist(recording, seq);
    this.wake();
  }

  // Starts as many lanes as may run; those that wait after a failure are told to try again.
  wake() {
    while (this.#lanes < BACKLOG_LANES + 1 && this.#size() > this.#busy.size) {
      this.#lanes += 1;
      this.#lane(this.#lanes === 1).finally(() => {
        this.#lanes -= 1;
      });
    }
  }

  get left() {
    return this.#size();
  }

  #enlist(recording, seq) {
    const seqs = this.#waiting.get(recording) ?? [];
    if (!seqs.includes(seq)) seqs.push(seq);
    this.#waiting.set(recording, seqs.sort((a, b) => a - b));
  }

  #size() {
    return [...this.#waiting.values()].reduce((sum, seqs) => sum + seqs.length, 0);
  }

  #isBusy(recording, seq) {
    return this.#busy.has(`${recording}/${seq}`);
  }

  // Link 0 opens a recording, so nothing of it goes before; then newest or oldest first.
  #next(isLive) {
    for (const [recording, seqs] of [...this.#waiting].reverse()) {
      const open = seqs[0] === 0 ? [0] : null;
      const order = open ?? (isLive ? [...seqs].reverse() : seqs);
      const seq = order.find((one) => !this.#isBusy(recording, one));
      if (seq !== undefined) return [recording, seq];
    }
    return null;
  }

  async #lane(isLive) {
    for (let next = this.#next(isLive); next; next = this.#next(isLive)) {
      const [recording, seq] = next;
      this.#busy.add(`${recording}/${seq}`);
      let outcome;
      try {
        outcome = await this.#send(recording, seq);
      } catch (error) {
        outcome = { verdict: "later", why: error.name };
      }
      this.#busy.delete(`${recording}/${seq}`);
      if (outcome.verdict === "later") {
        this.#report({ event: "late", why: outcome.why, left: this.#size() });
        await pauseOf(outcome.why === TOO_FAST ? FIRST_PAUSE : this.#pause);
        if (outcome.why !== TOO_FAST) this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
      } else {
        this.#pause = FIRST_PAUSE;
        this.#strike(recording, seq);
        this.#report({ event: outcome.verdict, recording, seq, left: this.#size(), problem: outcome.problem, state: outcome.state });
      }
    }
  }

  #strike(recording, seq) {
    const left = (this.#waiting.get(recording) ?? []).filter((one) => one !== seq);
    if (left.length) this.#waiting.set(recording, left);
    else this.#waiting.delete(recording);
    this.wake();
  }

  async #send(recording, seq) {
    const link = await keep.read("links", [recording, seq]);
    if (!link || link.refused) return { verdict: "kept" };
    const { doors, server_key: server } = await keep.read("starts", link.account);
    if (!this.#serverKeys.has(server.id)) this.#serverKeys.set(server.id, await importServerKey(server.spki));
    const response = await fetch(`${doors}/recordings/${recording}/segments/${seq}`, {
      method: "PUT",
      credentials: "omit",
      headers: {
        "Content-Type": "application/octet-stream",
        "Content-Digest": `sha-256=${field(fromHex(link.sha256))}`,
        "Mingjing-Link": field(link.header),
        "Mingjing-Signature": field(link.signature),
      },
      body: link.len ? await keep.readBody(recording, seq) : null,
    });
    const outcome = await judged(response, this.#serverKeys.get(server.id), link, hex(await sha256(link.header)));
    if (outcome.verdict === "kept") {
      await keep.removeBody(recording, seq);
      await keep.remove("links", [recording, seq]);
    } else if (outcome.verdict === "refused") {
      await keep.write([["links", { ...link, refused: outcome.problem }]]);
    }
    return outcome;
  }
}

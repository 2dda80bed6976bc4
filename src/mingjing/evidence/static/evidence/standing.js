// SPDX-License-Identifier: Apache-2.0
// How a watched recording stands: asked of the door each second, until its end came.

import { askDoor } from "./passes.js";

const AGAIN = 1000;
const PATIENT = 3; // questions without an answer, after which it is said
const OVER = new Set(["sealed", "complete"]);

export const isOver = (state) => OVER.has(state);

// `tell` gets each answer, and {state: "away"} while the door gives none. `isOver()` asks anew.
export const followStanding = (kept, tell) => {
  let timer = 0;
  let unanswered = 0;
  let state = "";
  let isLeft = false;
  const look = async () => {
    clearTimeout(timer);
    try {
      const response = await askDoor(kept, "state");
      if (!response.ok) throw new Error(response.statusText);
      const found = await response.json();
      ({ state } = found);
      unanswered = 0;
      if (!isLeft) tell(found);
    } catch {
      unanswered += 1;
      if (unanswered >= PATIENT && !isLeft) tell({ state: "away" });
    }
    clearTimeout(timer);
    if (!isLeft && !isOver(state)) timer = setTimeout(look, AGAIN);
  };
  look();
  return {
    isOver: async () => {
      if (!isOver(state)) await look();
      return isOver(state);
    },
    stop: () => {
      isLeft = true;
      clearTimeout(timer);
    },
  };
};

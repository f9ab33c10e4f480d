// What was there before: undo and redo over whole states that are never changed in place. Pure.
//
// A step with the same key as the one before it, within a second, belongs to it: a row of arrow keys or one
// word typed is taken back at once; so is a drag, however long it was held.

const SAME = 1000; // ms
const MOST = 200; // steps

export function historyOf(first) {
  let states = [first];
  let at = 0;
  let last = { key: null, time: 0 };

  function record(state, key, time = Date.now()) {
    const near = time - last.time < SAME || key?.startsWith("drag");
    const joins = key !== null && key === last.key && near && at === states.length - 1 && at > 0;
    states = [...states.slice(0, joins ? at : at + 1), state].slice(-MOST);
    at = states.length - 1;
    last = { key, time };
  }

  function step(by) {
    const found = states[at + by];
    if (found) {
      at += by;
      last = { key: null, time: 0 };
    }
    return found ?? null;
  }

  return {
    record,
    undo: () => step(-1),
    redo: () => step(1),
    get canUndo() {
      return at > 0;
    },
    get canRedo() {
      return at < states.length - 1;
    },
  };
}

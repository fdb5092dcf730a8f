/** Keys pressed while an editor opens: text for it, the key that ends it, and what comes after, which the grid gets once it is free. */
export interface TypedAhead {
  text: string;
  /** Rows and columns to go on by, when Enter, Tab or an arrow has come already. */
  end: readonly [number, number] | undefined;
}

const ENDS: Readonly<Record<string, readonly [number, number]>> = {
  Enter: [1, 0],
  Tab: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export class HeldKeys {
  #first = '';
  #held: KeyboardEvent[] | undefined;

  /** An editor opens, begun by this text. */
  hold(first: string): void {
    this.#first = first;
    this.#held = [];
  }

  /** Keeps a key when an editor is opening; false when the grid is free to act on it. */
  keep(event: KeyboardEvent): boolean {
    if (this.#held === undefined) return false;
    this.#held.push(event);
    return true;
  }

  /** The editor does not open after all. */
  drop(): void {
    this.#held = undefined;
  }

  /** The editor is there: what it starts with. Keys beyond its end are pressed again on the grid. */
  take(): TypedAhead {
    const held = this.#held ?? [];
    const at = held.findIndex(({ key }) => ENDS[key] !== undefined);
    const own = at === -1 ? held : held.slice(0, at);
    const text = own.reduce((typed, { key }) => {
      if (key === 'Backspace') return typed.slice(0, -1);
      return key.length === 1 ? typed + key : typed;
    }, this.#first);
    const last = held[at];
    if (last === undefined) {
      this.#held = undefined;
      return { text, end: undefined };
    }
    this.#held = held.slice(at + 1);
    // After the editor has closed; whatever is pressed until then waits its turn.
    setTimeout(() => this.#pressAgain());
    const [rows, columns] = ENDS[last.key] ?? [0, 0];
    return { text, end: last.shiftKey ? [-rows, -columns] : [rows, columns] };
  }

  #pressAgain(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    const grid = document.querySelector('.grid');
    for (const { key, shiftKey, ctrlKey, metaKey, altKey } of held) {
      const init = { key, shiftKey, ctrlKey, metaKey, altKey, bubbles: true, cancelable: true };
      grid?.dispatchEvent(new KeyboardEvent('keydown', init));
    }
  }
}

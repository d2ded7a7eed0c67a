/** Short words about what was just done, with a way back where there is one. */

export interface Toast {
  id: number;
  text: string;
  bad: boolean;
  undo?: () => void;
}

const SHOWN_MS = 6000;

class Toasts {
  list = $state.raw<Toast[]>([]);
  #last = 0;

  say(text: string, undo?: () => void): void {
    this.#add({ id: ++this.#last, text, bad: false, ...(undo ? { undo } : {}) });
  }

  /** Bad news stays until it is closed. */
  complain(text: string): void {
    this.#add({ id: ++this.#last, text, bad: true });
  }

  drop(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  #add(toast: Toast): void {
    this.list = [...this.list.slice(-1), toast];
    if (!toast.bad) setTimeout(() => this.drop(toast.id), SHOWN_MS);
  }
}

export const toasts = new Toasts();

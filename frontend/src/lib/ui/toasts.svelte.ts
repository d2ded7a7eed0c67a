/** Short words about what was just done, with a way back where there is one. */

export interface Toast {
  id: number;
  text: string;
  bad: boolean;
  undo?: () => void;
}

const SHOWN_MS = 6000;
/** With the keyboard, the way back is a few presses away. */
const UNDO_MS = 10_000;
const MOST = 3;

class Toasts {
  list = $state.raw<Toast[]>([]);
  /** The dialogs that are open, the last in front: only what is inside it can be pressed or is read out. */
  over = $state.raw<symbol[]>([]);
  /** Somebody is on one of their buttons. */
  watched = () => false;
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
    const last = this.list.length - 1;
    this.list = [...this.list.filter(({ bad }, i) => bad || i === last), toast].slice(-MOST);
    if (!toast.bad) this.#goes(toast);
  }

  #goes({ id, undo }: Toast): void {
    const timer = setInterval(
      () => {
        if (this.watched()) return;
        clearInterval(timer);
        this.drop(id);
      },
      undo ? UNDO_MS : SHOWN_MS
    );
  }
}

export const toasts = new Toasts();

/** A finger drawn sideways over a row: how far it is, and what it meant when it was lifted. */
import type { Attachment } from 'svelte/attachments';

const FAR = 88;
const MOST = 132;
const SLACK = 12;

export interface Swipe {
  /** Pixels to the right (the end, in a script that runs to the right); 0 when it is over. */
  moved: (by: number) => void;
  right: () => void;
  left: () => void;
}

export function swipes(swipe: Swipe): Attachment<HTMLElement> {
  return (element) => {
    let from: { x: number; y: number; id: number } | null = null;
    let by = 0;
    let drawn = false;

    const start = (event: PointerEvent) => {
      if (event.pointerType !== 'touch' || !event.isPrimary) return;
      from = { x: event.clientX, y: event.clientY, id: event.pointerId };
      drawn = false;
      by = 0;
      listen('addEventListener');
    };
    const move = (event: PointerEvent) => {
      if (!from || event.pointerId !== from.id) return;
      const x = event.clientX - from.x;
      if (!drawn && (Math.abs(x) < SLACK || Math.abs(x) < Math.abs(event.clientY - from.y))) return;
      if (!drawn) element.setPointerCapture(from.id);
      drawn = true;
      by = Math.max(-MOST, Math.min(MOST, x));
      swipe.moved(by);
    };
    const end = (event: PointerEvent) => {
      if (!from || event.pointerId !== from.id) return;
      from = null;
      listen('removeEventListener');
      swipe.moved(0);
      if (event.type === 'pointercancel' || Math.abs(by) < FAR) return;
      if (by > 0) swipe.right();
      else swipe.left();
    };
    /** What was drawn is no press. */
    const press = (event: MouseEvent) => {
      if (!drawn) return;
      drawn = false;
      event.preventDefault();
      event.stopPropagation();
    };

    /** Only under a finger: a list has many rows. */
    function listen(change: 'addEventListener' | 'removeEventListener') {
      element[change]('pointermove', move as EventListener);
      element[change]('pointerup', end as EventListener);
      element[change]('pointercancel', end as EventListener);
    }

    element.addEventListener('pointerdown', start);
    element.addEventListener('click', press, true);
  };
}

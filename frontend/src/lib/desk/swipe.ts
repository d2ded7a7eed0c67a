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

    element.addEventListener('pointerdown', start);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', end);
    element.addEventListener('pointercancel', end);
    element.addEventListener('click', press, true);
    return () => {
      element.removeEventListener('pointerdown', start);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', end);
      element.removeEventListener('pointercancel', end);
      element.removeEventListener('click', press, true);
    };
  };
}

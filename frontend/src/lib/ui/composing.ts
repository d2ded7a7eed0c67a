/** Whether a key belongs to what is being composed: the Enter or the arrow that chooses a Chinese word is none of ours. */
export function composes(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === BY_THE_METHOD;
}

/** By which Safari says so of the key that ends it. */
const BY_THE_METHOD = 229;

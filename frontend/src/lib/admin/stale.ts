/** Two people at the same form: which fields differ between what stands there and what was typed. Pure. */

export interface Shown {
  label: string;
  theirs: string;
  mine: string;
}

/** Field by field, as people read them; those that say the same are left out. */
export function differing(
  labels: Readonly<Record<string, string>>,
  theirs: Readonly<Record<string, string>>,
  mine: Readonly<Record<string, string>>
): Shown[] {
  return Object.entries(labels)
    .map(([field, label]) => ({ label, theirs: theirs[field] ?? '', mine: mine[field] ?? '' }))
    .filter((one) => one.theirs !== one.mine);
}

/** Targets as people read them. A target is ISO 8601: `PT4H30M` of open time, or `P2D` business days. Pure. */

const TARGET = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const UNITS = ['day', 'hour', 'minute', 'second'] as const;

/** `4 hours 30 minutes`; what is no such target is shown as it came. */
export function isoDuration(target: string, tag: string): string {
  const match = TARGET.exec(target);
  if (!match) return target;
  const parts = UNITS.flatMap((unit, i) => {
    const value = Number(match[i + 1] ?? 0);
    return value
      ? [new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(value)]
      : [];
  });
  return parts.join(' ') || target;
}

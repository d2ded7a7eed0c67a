/** Targets (`PT4H`, `PT90M`, `P2D`) as a number and a unit, and back. Pure. */

export const UNITS = ['minutes', 'hours', 'days'] as const;
export type Unit = (typeof UNITS)[number];

export interface Target {
  amount: string;
  /** `iso`: finer than minutes; shown and kept as it came. */
  unit: Unit | 'iso';
}

const TIME = /^PT(?:(\d+)H)?(?:(\d+)M)?$/;
const DAYS = /^P(\d+)D$/;

export function readTarget(text: string | undefined): Target {
  if (!text) return { amount: '', unit: 'hours' };
  const days = DAYS.exec(text);
  if (days) return { amount: String(Number(days[1])), unit: 'days' };
  const time = TIME.exec(text);
  if (!time || text === 'PT') return { amount: text, unit: 'iso' };
  const minutes = Number(time[1] ?? 0) * 60 + Number(time[2] ?? 0);
  return minutes % 60 === 0
    ? { amount: String(minutes / 60), unit: 'hours' }
    : { amount: String(minutes), unit: 'minutes' };
}

/** Empty for no target. What is no number is sent as it is, for the API to refuse by name. */
export function writeTarget({ amount, unit }: Target): string {
  const said = amount.trim().replace(',', '.');
  if (said === '' || unit === 'iso') return said;
  const number = Number(said);
  if (!Number.isFinite(number) || number < 0) return said;
  if (unit === 'days') return `P${said}D`;
  const minutes = unit === 'hours' ? number * 60 : number;
  if (!Number.isInteger(minutes)) return said;
  return minutes % 60 === 0 ? `PT${minutes / 60}H` : `PT${minutes}M`;
}

/**
 * Pictures of what can be ordered and reported, and of topics: by the name that a desk's lists keep, the icon of
 * Lucide that shows it. They travel in one picture file (tools/picture-sheet.ts): no script for what is only seen.
 */
export const DRAWINGS = {
  box: 'box',
  laptop: 'laptop',
  monitor: 'monitor',
  smartphone: 'smartphone',
  printer: 'printer',
  'app-window': 'app-window',
  key: 'key-round',
  'user-plus': 'user-plus',
  'user-minus': 'user-minus',
  mail: 'mail',
  wifi: 'wifi',
  wrench: 'wrench',
  phone: 'phone',
  headphones: 'headphones',
  network: 'network',
  server: 'server',
  database: 'database',
  globe: 'globe',
  shield: 'shield',
  'file-text': 'file-text',
  'credit-card': 'credit-card',
  building: 'building',
  car: 'car',
  book: 'book-open',
  'life-buoy': 'life-buoy',
  tag: 'tag',
  question: 'circle-question-mark'
} as const;

export type PictureName = keyof typeof DRAWINGS;

export const PICTURES = Object.keys(DRAWINGS) as PictureName[];

export const isPicture = (name: string): name is PictureName => Object.hasOwn(DRAWINGS, name);

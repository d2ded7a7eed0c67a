/** A browser and a system out of what a program calls itself; '' when it is none that people would know. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/Version\/.*Safari\//, 'Safari'],
  [/^python-requests|^curl/, 'API']
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux']
];

export function deviceOf(agent: string): string {
  const first = (known: typeof PROGRAMS) => known.find(([sign]) => sign.test(agent))?.[1];
  return [first(PROGRAMS), first(SYSTEMS)].filter(Boolean).join(', ');
}

import { expect, it } from 'vitest';
import {
  bars,
  dragged,
  drawn,
  fault,
  minutesOf,
  openMinutes,
  sorted,
  stepped,
  withAnother,
  type Hours
} from './hours.ts';

const OFFICE: Hours = [
  ['08:00', '12:00'],
  ['13:00', '17:30']
];

it.each([
  ['8:30', 510],
  ['0830', 510],
  ['8.30', 510],
  ['8', 480],
  ['24:00', 1440],
  ['24:15', null],
  ['12:60', null],
  ['noon', null]
])('reads %s', (text, minutes) => {
  expect(minutesOf(text)).toBe(minutes);
});

it('steps to the next quarter, within the day', () => {
  expect([stepped('08:07', 1), stepped('08:07', -1), stepped('24:00', 1), stepped('x', 1)]).toEqual([
    '08:15',
    '08:00',
    '24:00',
    'x'
  ]);
});

it('draws what can be drawn and counts it', () => {
  expect(bars([...OFFICE, ['late', '20:00']]).map((bar) => bar.from)).toEqual([480, 780]);
  expect(openMinutes([['00:00', '24:00']])).toBe(1440);
});

it('finds what is wrong with an interval', () => {
  const hours: Hours = [...OFFICE, ['12:00', '13:30'], ['18:00', '18:00'], ['', '20:00']];
  expect(hours.map((_, i) => fault(hours, i))).toEqual([null, 'overlap', 'overlap', 'order', 'time']);
});

it('stops an interval that is dragged at its neighbours and at midnight', () => {
  expect(dragged(OFFICE, 0, 'end', 300)[0]).toEqual(['08:00', '13:00']);
  expect(dragged(OFFICE, 1, 'end', 9999)[1]).toEqual(['13:00', '24:00']);
  expect(dragged(OFFICE, 1, 'whole', -300)[1]).toEqual(['12:00', '16:30']);
  expect(dragged(OFFICE, 0, 'start', 9999)[0]).toEqual(['11:45', '12:00']);
});

it('draws a new interval only where there is room', () => {
  expect(drawn(OFFICE, 1080, 1202)?.at(-1)).toEqual(['18:00', '20:00']);
  expect(drawn(OFFICE, 1080, 400)?.at(-1)).toEqual(['17:30', '18:00']);
  expect(drawn(OFFICE, 500, 900)).toBeNull();
});

it('adds after the last, before the first, or not at all', () => {
  expect(withAnother([])).toEqual([['09:00', '17:00']]);
  expect(withAnother(OFFICE)?.at(-1)).toEqual(['18:30', '22:30']);
  expect(withAnother([['09:00', '24:00']])?.at(-1)).toEqual(['05:00', '08:45']);
  expect(withAnother([['00:00', '24:00']])).toBeNull();
});

it('puts a day in order without losing what cannot be read', () => {
  expect(
    sorted([
      ['x', '9'],
      ['13', '17'],
      ['8', '12']
    ])
  ).toEqual([
    ['08:00', '12:00'],
    ['13:00', '17:00'],
    ['x', '09:00']
  ]);
});

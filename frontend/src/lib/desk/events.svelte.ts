/** Events of the timeline as sentences. */
import type { ChangeEntry, ClockEntry, MailEventEntry } from '#lib/api/types.ts';
import { current, t, word } from '#lib/i18n/index.svelte.ts';
import { when } from '#lib/i18n/format.ts';
import { now } from '#lib/time/now.svelte.ts';

type Event = ChangeEntry | ClockEntry | MailEventEntry;

/** Fields whose values are words of ours. */
const WORDED = new Set(['state', 'priority', 'type']);

export function eventText(entry: Event): string {
  switch (entry.kind) {
    case 'change':
      return changeText(entry);
    case 'clock':
      return clockText(entry);
    case 'mail-event':
      return mailText(entry);
  }
}

export function isBad(entry: Event): boolean {
  return (entry.kind === 'clock' && entry.step === 'breached') || entry.kind === 'mail-event';
}

function changeText(entry: ChangeEntry): string {
  const name = entry.by.name || t('story.system');
  const field = word('field', entry.field);
  const say = (value: string) => (WORDED.has(entry.field) ? word(entry.field, value) : value);
  if (entry.new === null) return t('story.cleared', { name, field, old: say(entry.old ?? '') });
  if (entry.old === null) return t('story.set', { name, field, new: say(entry.new) });
  return t('story.change', { name, field, old: say(entry.old), new: say(entry.new) });
}

function clockText(entry: ClockEntry): string {
  const clock = t(`clock.${entry.clock}`);
  const due = entry.due_at ? when(new Date(entry.due_at), now(), current.tag) : '';
  switch (entry.step) {
    case 'warned':
    case 'breached':
    case 'retargeted':
    case 'reopened':
      return t(`story.clock.${entry.step}`, { clock, when: due });
    case 'escalated':
    case 'met':
      return t(`story.clock.${entry.step}`, { clock });
    default:
      return t('story.clock.other', { clock, step: entry.step });
  }
}

function mailText(entry: MailEventEntry): string {
  const who = entry.recipient;
  switch (entry.event) {
    case 'bounced':
    case 'complained':
    case 'delayed':
      return t(`story.mail.${entry.event}`, { who });
    default:
      return t('story.mail.other', { who, event: entry.event });
  }
}

/** About notices on devices, in Dutch. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const nl: CatalogueOf<typeof en> = {
  title: 'Meldingen op dit apparaat',
  text: 'Korte meldingen, ook als Loket niet open is: het nummer en het onderwerp, meer niet.',
  on: 'Hier aanzetten',
  off: 'Hier uitzetten',
  isOn: 'Staat aan op dit apparaat.',
  denied:
    'Deze browser staat geen meldingen van Loket toe. Sta ze toe in de instellingen en probeer het opnieuw.',
  unable: 'Deze browser kan geen meldingen tonen. Zet Loket op een iPhone eerst op het beginscherm.',
  kinds: 'Laat het me weten',
  assigned: 'als een ticket aan mij wordt gegeven',
  answered: 'als iemand op een ticket van mij schrijft',
  due: 'als een belofte bij een ticket van mij bijna gebroken wordt',
  mine: 'als de helpdesk op een vraag van mij antwoordt',
  mentioned: 'als een collega vraagt of ik wil kijken',
  quiet: 'Stille uren',
  'quiet.use': '’s Nachts stil blijven',
  'quiet.text': 'Dan verschijnt alleen wat dringend is, en afspraken die bijna worden gebroken.',
  'quiet.from': 'Van',
  'quiet.to': 'Tot',
  others: 'Ook gemeld op',
  since: 'sinds {when}',
  stop: 'Uitzetten op {name}',
  unknown: 'Een ander apparaat',
  failed: 'Dit kon niet worden bewaard: {reason}',
  blocked: 'De dienst die meldingen naar deze browser brengt, is niet bereikbaar.'
};

export default nl;

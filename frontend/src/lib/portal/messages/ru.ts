/** What is said in the portal beyond its first page, in Russian. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const ru: CatalogueOf<typeof en> = {
  start: 'В начало',
  search: 'Поиск по заявкам',
  'search.hint': 'Слова или номер',
  show: 'Какие заявки',
  'show.all': 'Все',
  'show.open': 'Открытые',
  'show.done': 'Решённые',
  found: {
    one: '{n} заявка',
    few: '{n} заявки',
    many: '{n} заявок',
    other: '{n} заявки'
  },
  none: 'Ничего не найдено',
  'none.text': 'Попробуйте другие слова или посмотрите все заявки.',
  'none.all': 'Показать все заявки',
  empty: 'Когда вы о чём-нибудь попросите, за этим можно будет следить здесь.',
  whole: 'Показать полностью',
  ask: 'Расскажите, что случилось'
};

export default ru;

/** About letters as they were made, in Russian. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const ru: CatalogueOf<typeof en> = {
  ways: 'Как читать это сообщение',
  text: 'Текст',
  made: 'Как оформлено',
  held: 'Изображения с других сайтов не загружены: отправитель мог бы узнать, когда и где это читают.',
  show: 'Показать изображения',
  all: 'Показать всё',
  less: 'Свернуть',
  frame: 'Сообщение в оформлении отправителя: {name}'
};

export default ru;

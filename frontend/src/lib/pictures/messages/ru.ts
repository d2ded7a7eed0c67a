/** What the pictures of a desk's lists show, in Russian. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const ru: CatalogueOf<typeof en> = {
  'picture.none': 'Без значка',
  'picture.box': 'Коробка',
  'picture.laptop': 'Ноутбук',
  'picture.monitor': 'Монитор',
  'picture.smartphone': 'Мобильный телефон',
  'picture.printer': 'Принтер',
  'picture.app-window': 'Программа',
  'picture.key': 'Ключ',
  'picture.user-plus': 'Новый сотрудник',
  'picture.user-minus': 'Сотрудник уходит',
  'picture.mail': 'Почта',
  'picture.wifi': 'Беспроводная сеть',
  'picture.wrench': 'Инструмент',
  'picture.phone': 'Телефон',
  'picture.headphones': 'Наушники',
  'picture.network': 'Сеть',
  'picture.server': 'Сервер',
  'picture.database': 'База данных',
  'picture.globe': 'Глобус',
  'picture.shield': 'Щит',
  'picture.file-text': 'Документ',
  'picture.credit-card': 'Карта',
  'picture.building': 'Здание',
  'picture.car': 'Автомобиль',
  'picture.book': 'Книга',
  'picture.life-buoy': 'Спасательный круг',
  'picture.tag': 'Ярлык',
  'picture.question': 'Вопросительный знак'
};

export default ru;

/** About files, in Russian. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const ru: CatalogueOf<typeof en> = {
  pick: 'Приложить файлы',
  camera: 'Сделать фото',
  drop: 'Перетащите файлы сюда',
  list: 'Файлы',
  remove: 'Убрать {name}',
  stop: 'Прервать отправку {name}',
  retry: 'Повторить отправку {name}',
  there: '{name} готов',
  sending: '{percent} %',
  waiting: 'Ждёт очереди',
  failed: '{name} не дошёл. Повторите отправку или уберите файл.',
  offline: 'Нет сети: {name} не отправлен. Повторите, когда сеть появится.',
  held: 'Отправится, когда появится сеть',
  noRoom:
    'Нет сети, и на этом устройстве нет места для {name}. Уберите файл или отправьте его, когда сеть вернётся.',
  empty: '{name} пуст, поэтому не добавлен.',
  tooLarge: '{name} больше {most}, поэтому не добавлен.',
  tooMany: 'К сообщению можно приложить не больше {n} файлов: {name} не добавлен.',
  tooMuch: 'Все файлы вместе больше {most}: {name} не добавлен.',
  wait: 'Файлы ещё отправляются …',
  missing: 'Некоторые файлы не дошли. Повторите их отправку или уберите их.',
  open: 'Посмотреть {name}',
  previous: 'Предыдущее изображение',
  next: 'Следующее изображение',
  close: 'Закрыть',
  download: 'Скачать',
  position: '{n} из {all}',
  pictures: 'Изображение: {name}'
};

export default ru;

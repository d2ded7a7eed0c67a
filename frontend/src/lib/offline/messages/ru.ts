/** About the network and what waits for it, in Russian. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const ru: CatalogueOf<typeof en> = {
  'banner.offline': 'Нет сети.',
  'banner.since': 'Нет сети. Данные по состоянию на {when}.',
  'banner.waiting': {
    one: '{n} запись ждёт отправки',
    few: '{n} записи ждут отправки',
    many: '{n} записей ждут отправки',
    other: '{n} записи ждут отправки'
  },
  'banner.trouble': {
    one: '{n} запись требует внимания',
    few: '{n} записи требуют внимания',
    many: '{n} записей требуют внимания',
    other: '{n} записи требуют внимания'
  },

  'waiting.title': 'Ждёт отправки',
  'waiting.text': 'Сохранено на этом устройстве и уйдёт в этом порядке, как только появится сеть.',
  'waiting.none': 'Всё отправлено.',
  'waiting.label': 'Ждёт отправки',
  'waiting.held': 'Не отправлено',
  'kind.message': 'Ответ по {key}',
  'kind.note': 'Заметка к {key}: её прочтёт только служба поддержки',
  'kind.state': '{key}: состояние «{value}»',
  'kind.priority': '{key}: приоритет «{value}»',
  'kind.assignee': '{key}: назначен другой исполнитель',
  'kind.link': '{key}: связана с {other}',
  'kind.open': 'Новая заявка: {subject}',
  'trouble.conflict': '{key} изменилась раньше, чем это удалось отправить.',
  'trouble.lost':
    'Из-за нехватки места устройство удалило {name}. Попробуйте ещё раз, чтобы отправить остальное без этого файла.',
  'waiting.files': 'Файлы: {names}',
  'trouble.refused': 'Это не принято: {reason}',
  'do.look': 'Посмотреть, что изменилось',
  'do.edit': 'Изменить текст',
  'do.answers': 'Изменить ответы',
  'do.save': 'Сохранить и отправить',
  'do.cancel': 'Оставить как есть',
  'do.retry': 'Попробовать снова',
  'do.discard': 'Удалить',
  'discard.title': 'Удалить это?',
  'discard.text': 'Это не отправлено, и вернуть его будет нельзя.',
  'edit.label': 'Ваш текст',

  'leave.title': {
    one: '{n} запись ещё не отправлена',
    few: '{n} записи ещё не отправлены',
    many: '{n} записей ещё не отправлены',
    other: '{n} записи ещё не отправлены'
  },
  'leave.text': 'При выходе это будет удалено с устройства навсегда.',
  'leave.stay': 'Остаться',
  'leave.go': 'Выйти и удалить'
};

export default ru;

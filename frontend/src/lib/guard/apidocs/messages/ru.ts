/** Слова страницы об API. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const ru: CatalogueOf<typeof en> = {
  title: 'API',
  find: 'Найти запрос',
  'find.like': 'ticket, webhook secret, key.edit …',
  found: { one: '{n} запрос', few: '{n} запроса', many: '{n} запросов', other: '{n} запроса' },
  none: 'Ничего такого нет.',
  contents: 'Содержание',
  start: 'С чего начать',
  'start.key':
    'Администратор службы создаёт ключ в настройках. Передавайте его как bearer-токен; $LOKET — адрес этой установки.',
  'rule.page': 'Списки приходят по страницам: передайте «next» как «cursor», чтобы продолжить.',
  'rule.tag': 'Передавайте ETag увиденного как If-Match; 409 значит, что кто-то успел раньше.',
  'rule.once': 'С Idempotency-Key запрос можно повторить, и он не выполнится дважды.',
  'rule.rate': '600 запросов в минуту на ключ или человека; затем 429 и секунды ожидания в Retry-After.',
  'rule.problem':
    'Ошибки — это документы о проблеме: «code» не меняется, «field» называет, что исправить. Чего видеть нельзя — 404.',
  whole: 'Весь документ (OpenAPI 3.1)',
  problems: 'Виды проблем',
  permissions: 'Все права и у кого они есть',
  notKeys: 'не для ключей',
  schemas: 'Схемы',
  link: 'Ссылка сюда',
  permission: 'Требует',
  public: 'Открыто всем',
  people: 'Для вошедших людей, не для ключей',
  parameters: 'Параметры',
  'in.path': 'в пути',
  'in.query': 'в строке запроса',
  'in.header': 'в заголовке',
  required: 'обязательно',
  body: 'Тело',
  answers: 'Ответы',
  example: 'Пример'
};

export default ru;

/** About what can be ordered, in Russian. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const ru: CatalogueOf<typeof en> = {
  choose: 'Выбрать другое',
  optional: 'необязательно',
  note: 'Что-нибудь ещё?',
  send: 'Отправить: {name}',
  pick: 'Выберите …',
  required: 'Заполните это поле.',
  tick: 'Здесь нужна отметка.',
  date: 'Выберите дату.',
  long: 'Слишком длинно.',
  gone: 'Это больше нельзя заказать. Удалите запись и напишите нам своими словами, что вам нужно.',
  about: 'О чём речь?',
  'about.more': 'Точнее',
  'order.for': 'Заказать для {name}',
  'admin.orderable': 'Люди могут заказать это сами',
  'admin.description': 'Краткое описание',
  'admin.icon': 'Значок',
  'admin.fields': 'Что спрашивается',
  'admin.addField': 'Добавить вопрос',
  'admin.label': 'Вопрос',
  'admin.kind': 'Вид ответа',
  'admin.required': 'Ответ обязателен',
  'admin.help': 'Подсказка под вопросом',
  'admin.choices': 'Варианты ответа, по одному в строке',
  'admin.dropField': 'Удалить вопрос {name}',
  'admin.open': 'Вопросы: {name}',
  'admin.language': 'Тексты на языке',
  'admin.language.own': 'Собственные слова службы',
  'admin.translation': '{text} ({language})',
  'admin.iconOf': 'Значок: {name}',
  'kind.text': 'Одна строка',
  'kind.long': 'Несколько строк',
  'kind.choice': 'Один из вариантов',
  'kind.date': 'Дата',
  'kind.checkbox': 'Отметка'
};

export default ru;

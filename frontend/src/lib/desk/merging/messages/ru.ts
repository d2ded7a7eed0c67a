/** Об объединении двух обращений в одно, по-русски. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const ru: CatalogueOf<typeof en> = {
  'merge.open': 'Объединить с другим обращением…',
  'merge.title': 'С каким обращением объединить {key}?',
  'merge.text':
    '{key} будет закрыто, а всё, что на него напишут, придёт в другое обращение. Оно должно быть той же организации.',
  'merge.into': 'Номер обращения, которое остаётся',
  'merge.informed': 'Сообщать о ходе дел: {name}',
  'merge.do': 'Объединить',
  'merge.needed': 'Выберите обращение или введите его номер.',
  'merge.itself': 'Обращение нельзя объединить с самим собой.',
  'merge.done': '{key} теперь относится к {into}'
};

export default ru;

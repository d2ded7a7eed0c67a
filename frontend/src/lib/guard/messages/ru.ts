/** Названия разделов, которые следят за службой поддержки. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const ru: CatalogueOf<typeof en> = {
  'parts.guard': 'Безопасность и подключения',
  'audit.title': 'Журнал аудита',
  'keys.title': 'Ключи API',
  'hooks.title': 'Вебхуки',
  'privacy.title': 'Персональные данные',
  'guard.adminsOnly': 'Это видят только администраторы службы.',
  'guard.copy': 'Копировать',
  'guard.copied': 'Скопировано',
  'guard.noCopy': 'Этот браузер не даёт странице копировать. Выделите текст и скопируйте его сами.',
  'guard.shownOnce': 'Показывается только один раз и больше никогда. Сохраните там, где храните секреты.',
  'guard.kept': 'Сохранено'
};

export default ru;

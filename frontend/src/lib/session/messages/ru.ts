/** About the door and one's own way in, in Russian. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const ru: CatalogueOf<typeof en> = {
  'sso.with': 'Продолжить через {name}',
  'sso.or': 'Или иначе:',
  'sso.wait': 'Минуту, выполняется вход…',
  'sso.refused':
    'Войти через вашу организацию не удалось. Попробуйте ещё раз; если не получится, обратитесь к её администратору.',
  'sso.cancelled': 'Вы вернулись, не выполнив вход.',
  'sso.elsewhere': 'Этот вход был начат в другом окне или слишком давно. Начните заново.',
  'sso.again': 'Вернуться ко входу'
};

export default ru;

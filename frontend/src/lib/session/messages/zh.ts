/** About the door and one's own way in, in Chinese. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const zh: CatalogueOf<typeof en> = {
  'sso.with': '使用 {name} 继续',
  'sso.or': '或者不使用：',
  'sso.wait': '请稍候，正在登录…',
  'sso.refused': '未能通过您的组织登录。请重试；如果仍然不行，请联系贵组织的管理员。',
  'sso.cancelled': '您没有登录就返回了。',
  'sso.elsewhere': '这次登录是在另一个窗口中开始的，或者时间过久。请重新开始。',
  'sso.again': '返回登录'
};

export default zh;

/** 守护服务台的各部分名称。 */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const zh: CatalogueOf<typeof en> = {
  'parts.guard': '安全与连接',
  'audit.title': '审计日志',
  'keys.title': 'API 密钥',
  'hooks.title': 'Webhook',
  'privacy.title': '个人数据',
  'guard.adminsOnly': '只有服务台管理员可以查看。',
  'guard.copy': '复制',
  'guard.copied': '已复制',
  'guard.noCopy': '此浏览器不允许网页复制。请选中文字后自行复制。',
  'guard.shownOnce': '只显示这一次，以后不再显示。请妥善保存。',
  'guard.kept': '我已保存'
};

export default zh;

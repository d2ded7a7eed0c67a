import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const zh: CatalogueOf<typeof en> = {
  find: '查找另一人',
  undoable: '30 天内可以重新分为两人。',
  was: '{gone} 曾并入此人。',
  until: '可在 {when} 之前撤销。',
  late: '已无法撤销。',
  halfway: { other: '正在撤销：已退回 {n} 个工单。' },
  undone: '由 {who} 撤销。',
  undo: '重新分为两人',
  goOn: '继续',
  title: '将 {gone} 和 {kept} 重新分为两人？',
  text: '{gone} 将按原样取回随其并入的地址、号码、组和工单。',
  later: '此后新开或添加的内容仍归 {kept}。',
  returned: { other: '已退回 {n} 个工单' },
  done: '{gone} 和 {kept} 已重新分为两人'
};

export default zh;

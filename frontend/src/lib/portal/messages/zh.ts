/** What is said in the portal beyond its first page, in Chinese. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const zh: CatalogueOf<typeof en> = {
  start: '首页',
  search: '搜索工单',
  'search.hint': '关键词或编号',
  show: '显示哪些工单',
  'show.all': '全部',
  'show.open': '未解决',
  'show.done': '已解决',
  found: { other: '{n} 个工单' },
  none: '没有找到',
  'none.text': '换个词试试，或查看全部工单。',
  'none.all': '显示全部工单',
  empty: '您提出请求后，可以在这里查看进展。',
  whole: '显示全部',
  ask: '告诉我们出了什么问题'
};

export default zh;

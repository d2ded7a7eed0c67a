/** What the pictures of a desk's lists show, in Chinese. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const zh: CatalogueOf<typeof en> = {
  'picture.none': '无图标',
  'picture.box': '箱子',
  'picture.laptop': '笔记本电脑',
  'picture.monitor': '显示器',
  'picture.smartphone': '手机',
  'picture.printer': '打印机',
  'picture.app-window': '程序',
  'picture.key': '钥匙',
  'picture.user-plus': '有人加入',
  'picture.user-minus': '有人离开',
  'picture.mail': '邮件',
  'picture.wifi': '无线网络',
  'picture.wrench': '工具',
  'picture.phone': '电话',
  'picture.headphones': '耳机',
  'picture.network': '网络',
  'picture.server': '服务器',
  'picture.database': '数据库',
  'picture.globe': '地球',
  'picture.shield': '盾牌',
  'picture.file-text': '文档',
  'picture.credit-card': '卡片',
  'picture.building': '建筑',
  'picture.car': '汽车',
  'picture.book': '书',
  'picture.life-buoy': '救生圈',
  'picture.tag': '标签',
  'picture.question': '问号'
};

export default zh;

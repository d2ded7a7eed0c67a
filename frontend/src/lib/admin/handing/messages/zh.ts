import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const zh: CatalogueOf<typeof en> = {
  remove: '移除 {name}',
  'remove.text': '{name} 将无法再登录此服务台。其写过的内容会保留。',
  suspend: '停用 {name}',
  'suspend.text': '在您重新允许之前，{name} 无法登录此服务台。其写过的内容会保留。',
  stay: '移交 {name} 的工作',
  'stay.do': '移交',
  lastAdmin: '{name} 是此服务台唯一的管理员。请先让其他人成为管理员。',
  inHand: '{name} 手上有：',
  nothing: '{name} 手上没有工作。',
  whoGets: '交给谁？',
  toTeams: '退回其团队：不指派给任何人，谁都可以接手',
  toOne: '交给一个人',
  to: '交给',
  choose: '请选择…',
  soon: '一部分立即移交，其余在几分钟内完成。不会通知客户。',
  'n.tickets': { other: '{n} 个未结工单' },
  'n.ticketsMore': { other: '超过 {n} 个未结工单' },
  'n.spaces': { other: '{n} 个由其负责的知识空间' },
  'n.reviews': { other: '{n} 篇等待其审阅的文章' },
  working: '正在移交 {name} 的工作',
  done: '{name} 的工作已移交',
  'none.yet': '尚未移交任何内容。',
  'none.were': '没有需要移交的内容。',
  'went.one': '交给 {name}。',
  'went.teams': '退回其团队。',
  failed: { other: '{n} 个工单暂时无法移交，将会重试。' },
  by: '申请人：{who}，',
  'stay.open': '移交工作…',
  'suspend.open': '停用…'
};

export default zh;

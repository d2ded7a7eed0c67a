/** 关于从属工单的文字。 */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

export default {
  'later.text': { other: '{key} 已发送并解决，还有 {n} 个未解决的工单从属于它。' },
  'later.ask': '一并解决…',
  'tell.title': { other: '有 {n} 个未解决的工单从属于此工单' },
  'tell.ask': '可以一并解决。每位提交人都会收到邮件答复。',
  'tell.how': '每位提交人都会收到邮件答复。工单保持打开。',
  'tell.text': '提交人将读到的内容',
  'tell.empty': '留空则以各自的语言发送一句话：问题已解决。',
  'tell.others': '他们可能属于其他组织，请勿提及任何人的名字。',
  'tell.leave': '保持打开',
  'tell.cancel': '取消',
  'tell.solve': { other: '同时解决 {n} 个' },
  'tell.do': { other: '告知 {n} 个' },
  'tell.needed': '请写下要告知的内容。',
  'tell.solving': { other: '另有 {n} 个工单正在解决。' },
  'tell.told': { other: '正在告知 {n} 个工单。' },
  'tell.none': '已无人等待',
  'tell.over': { other: '另有 {n} 个已解决。' },
  'tell.close': '关闭',
  'tell.open': '全部告知',
  goesOn: '此工单已并入 {key}，请到那里继续。'
} satisfies CatalogueOf<typeof en>;

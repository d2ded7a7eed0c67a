/** 关于把两个工单合并为一个，简体中文。 */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const zh: CatalogueOf<typeof en> = {
  'merge.open': '合并到另一个工单……',
  'merge.title': '将 {key} 合并到哪个工单？',
  'merge.text': '{key} 将被关闭，之后发给它的内容会进入另一个工单。两者必须属于同一组织。',
  'merge.into': '保留的工单编号',
  'merge.informed': '在那里继续通知 {name}',
  'merge.do': '合并',
  'merge.needed': '请选择一个工单或输入编号。',
  'merge.itself': '工单不能合并到自身。',
  'merge.done': '{key} 现已并入 {into}'
};

export default zh;

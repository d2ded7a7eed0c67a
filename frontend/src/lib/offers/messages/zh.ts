/** About what can be ordered, in Chinese (simplified). */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const zh: CatalogueOf<typeof en> = {
  choose: '选择其他',
  optional: '可不填',
  note: '还有其他说明吗？',
  send: '发送给 {name}',
  pick: '请选择……',
  required: '请填写此项。',
  tick: '必须勾选此项。',
  date: '请选择日期。',
  long: '内容过长。',
  gone: '这项服务已不能申请。请丢弃它，并用您自己的话告诉我们需要什么。',
  about: '与什么有关？',
  'about.more': '更具体一些',
  'order.for': '为 {name} 申请',
  'admin.orderable': '用户可以自行申请',
  'admin.description': '简短说明',
  'admin.icon': '图标',
  'admin.fields': '需要填写的内容',
  'admin.addField': '添加问题',
  'admin.label': '问题',
  'admin.kind': '回答类型',
  'admin.required': '必须回答',
  'admin.help': '问题下方的帮助',
  'admin.choices': '可选答案，每行一个',
  'admin.dropField': '删除问题 {name}',
  'admin.open': '{name} 的问题',
  'admin.language': '文字语言',
  'admin.language.own': '服务台自己的文字',
  'admin.translation': '{text}（{language}）',
  'admin.iconOf': '{name} 的图标',
  'kind.text': '单行文字',
  'kind.long': '多行文字',
  'kind.choice': '单选',
  'kind.date': '日期',
  'kind.checkbox': '勾选'
};

export default zh;

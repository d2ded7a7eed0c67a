/** About the network and what waits for it, in Chinese (simplified). */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const zh: CatalogueOf<typeof en> = {
  'banner.offline': '没有网络。',
  'banner.since': '没有网络。以下是 {when} 的内容。',
  'banner.waiting': { other: '{n} 项等待发送' },
  'banner.trouble': { other: '{n} 项需要您处理' },

  'waiting.title': '等待发送',
  'waiting.text': '已保存在本机，一有网络就按此顺序发送。',
  'waiting.none': '全部已发送。',
  'waiting.label': '等待发送',
  'waiting.held': '未发送',
  'kind.message': '{key} 的回复',
  'kind.note': '{key} 的备注：只有服务台能看到',
  'kind.state': '{key}：状态“{value}”',
  'kind.priority': '{key}：优先级“{value}”',
  'kind.assignee': '{key}：改派他人',
  'kind.link': '{key}：关联到 {other}',
  'kind.open': '新工单：{subject}',
  'trouble.conflict': '{key} 在发送之前已被更改。',
  'trouble.lost': '由于空间不足，本机已丢弃 {name}。请重试，以发送其余内容。',
  'waiting.files': '文件：{names}',
  'trouble.refused': '未被接受：{reason}',
  'do.look': '查看更改',
  'do.edit': '修改文字',
  'do.answers': '修改答案',
  'do.save': '保存并发送',
  'do.cancel': '保持原样',
  'do.retry': '重试',
  'do.discard': '丢弃',
  'discard.title': '要丢弃吗？',
  'discard.text': '它尚未发送，丢弃后无法找回。',
  'edit.label': '您的文字',

  'leave.title': { other: '还有 {n} 项未发送' },
  'leave.text': '退出登录会将其从本机永久删除。',
  'leave.stay': '保持登录',
  'leave.go': '退出并丢弃'
};

export default zh;

/** About the network and what waits for it, in Chinese (simplified). */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const zh: CatalogueOf<typeof en> = {
  'banner.offline': '没有网络。',
  'banner.since': '没有网络。以下是 {when} 的内容。',
  'banner.waiting': { other: '{n} 项等待发送' },
  'banner.trouble': { other: '{n} 项需要您处理' },
  'banner.full': '本机空间已满。',
  'banner.room': '腾出空间',
  'banner.fleeting': '请勿关闭此页面：没有网络时暂时无法再次打开。',

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
  'kind.taken': '{key}：由您处理',
  'kind.nobody': '{key}：不分配给任何人',
  'kind.link': '{key}：关联到 {other}',
  'kind.open': '新工单：{subject}',
  'trouble.conflict': '{key} 在发送之前已被更改。',
  'trouble.lost': '由于空间不足，本机已丢弃 {name}。请重试，以发送其余内容。',
  'waiting.files': '文件：{names}',
  'waiting.size': '占用本机 {size}',
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

  'full.title': '在本机腾出空间',
  'full.text':
    '没有网络，本机也没有空间保存这些内容以待发送。请丢弃某个等待发送的项目，或删除本机上的其他内容，然后重新发送。',
  'full.how':
    '您现在写的内容无法保存到网络恢复之时。已在此等待的内容是安全的。请丢弃不需要的项目，或删除本机上的照片或应用，然后重新发送。',
  'full.none': '这里没有可以腾出空间的等待项目。',
  'kept.now': '现在 Loket 在本机上没有网络也能打开。',
  'kept.soon': 'Loket 尚未保存到本机，没有网络时无法打开。',
  'kept.never': '此浏览器无法保存 Loket，没有网络时无法打开。',

  'leave.title': { other: '还有 {n} 项未发送' },
  'leave.text': '退出登录会将其从本机永久删除。',
  'leave.stay': '保持登录',
  'leave.go': '退出并丢弃'
};

export default zh;

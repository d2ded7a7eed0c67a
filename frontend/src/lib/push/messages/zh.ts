/** About notices on devices, in Chinese (simplified). */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const zh: CatalogueOf<typeof en> = {
  title: '本机通知',
  text: 'Loket 未打开时也会收到简短通知：只有编号和主题。',
  on: '在本机开启',
  off: '在本机关闭',
  isOn: '本机已开启。',
  denied: '此浏览器不允许 Loket 发送通知。请在浏览器设置中允许，然后重试。',
  unable: '此浏览器无法显示通知。在 iPhone 上请先将 Loket 添加到主屏幕。',
  kinds: '通知我',
  assigned: '有工单分配给我时',
  answered: '有人在我的工单中留言时',
  due: '我的工单的承诺即将违约时',
  mine: '服务台回复我的请求时',
  mentioned: '同事请我查看时',
  quiet: '免打扰时段',
  'quiet.use': '夜间免打扰',
  'quiet.text': '此时段内只显示紧急事项和即将违约的承诺。',
  'quiet.from': '从',
  'quiet.to': '到',
  others: '其他接收通知的设备',
  since: '自 {when}',
  stop: '在 {name} 上关闭',
  unknown: '另一台设备',
  failed: '无法保存：{reason}',
  blocked: '无法连接到向此浏览器发送通知的服务。'
};

export default zh;

/** About the door and one's own way in, in Chinese. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const zh: CatalogueOf<typeof en> = {
  'sso.with': '使用 {name} 继续',
  'sso.or': '或者不使用：',
  'sso.wait': '请稍候，正在登录…',
  'sso.refused': '未能通过您的组织登录。请重试；如果仍然不行，请联系贵组织的管理员。',
  'sso.cancelled': '您没有登录就返回了。',
  'sso.elsewhere': '这次登录是在另一个窗口中开始的，或者时间过久。请重新开始。',
  'sso.again': '返回登录',
  'door.help': '登录后即可寻求帮助，并跟进您的请求。',
  'door.knowledge': '无需登录，直接查找解答',

  'factor.title': '第二重验证',
  'factor.code': '身份验证器应用中的验证码',
  'factor.help': '请在手机上打开应用，输入六位数字，或输入一个恢复码。',
  'factor.go': '继续',
  'factor.wrong': '验证码不正确或已被使用。请等待下一个验证码后重试。',
  'factor.wait': '错误次数过多，请稍后再试。',
  'factor.asked': '您的服务台要求第二重验证',
  'factor.scan': '请用身份验证器应用扫描，然后输入应用显示的验证码。',
  'factor.picture': '供身份验证器应用扫描的二维码',
  'factor.key': '无法扫描？请在应用中输入此密钥：',
  'factor.confirm': '确认',
  'factor.codes': '请保存这些恢复码',
  'factor.codesHelp': '手机不在身边时，每个恢复码可让您登录一次。以后不会再次显示。',
  'factor.kept': '我已保存',
  'factor.ssoOnly': '您的服务台只接受自己的单点登录。请退出后用它登录。',
  'factor.later': '暂不',
  'own.title': '登录',
  'own.sessions': '您的登录设备',
  'own.this': '本设备',
  'own.seen': '最近使用：{when}',
  'own.end': '退出该设备',
  'own.endAll': '退出所有设备',
  'own.setUp': '设置第二重验证',
  'own.has': '第二重验证保护您的账户。剩余恢复码：{n}',
  'own.remove': '不再使用',
  'own.hasNot': '没有第二重验证时，只凭密码或邮箱就能登录。',
  'own.unknown': '未知程序',
  'own.signOut': '退出登录'
};

export default zh;

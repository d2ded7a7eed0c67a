/** API 页面的文字。 */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const zh: CatalogueOf<typeof en> = {
  title: 'API',
  find: '查找请求',
  'find.like': 'ticket、webhook secret、key.edit …',
  found: { other: '{n} 个请求' },
  none: '没有匹配的内容。',
  contents: '目录',
  start: '入门',
  'start.key': '由服务台管理员在设置中创建密钥，作为 bearer 令牌发送；$LOKET 是本部署的地址。',
  'rule.page': '列表分页返回：将“next”作为“cursor”发送以继续。',
  'rule.tag': '将所见内容的 ETag 作为 If-Match 发送；409 表示他人已先行更改。',
  'rule.once': '带上 Idempotency-Key 可重发同一请求而不会重复执行。',
  'rule.rate': '每个密钥或人员每分钟 600 次请求；超过返回 429，Retry-After 给出等待秒数。',
  'rule.problem': '错误以问题文档返回：“code”保持不变，“field”指出需修正之处。无权查看的内容返回 404。',
  whole: '完整文档（OpenAPI 3.1）',
  problems: '问题种类',
  permissions: '所有权限及其拥有者',
  notKeys: '密钥不可用',
  schemas: '数据结构',
  link: '本节链接',
  permission: '需要权限',
  public: '对所有人开放',
  people: '仅限已登录人员，密钥不可用',
  parameters: '参数',
  'in.path': '路径中',
  'in.query': '查询中',
  'in.header': '请求头中',
  required: '必填',
  body: '请求正文',
  answers: '响应',
  example: '示例'
};

export default zh;

import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const zh: CatalogueOf<typeof en> = {
  title: '登录之前',
  text: '通过其专属域名或链接访问的人，登录时会看到该组织的名称、标志和颜色，并使用其语言。除此之外不显示任何信息。',
  hosts: '该组织门户的域名，每行一个',
  'hosts.hint':
    '例如 support.example.com。请先由运维把每个域名指向门户（DNS 记录和证书），参见 docs/deploy.md 中的“Names of organisations”。',
  open: '向所有持有链接的人显示',
  'open.always': '设置了域名后，总会显示。',
  link: '该组织的入口链接',
  'link.hint': '更改会在十分钟内生效。',
  'link.hidden': '在此开启并保存之前，这个链接不会显示该组织的任何信息。'
};

export default zh;

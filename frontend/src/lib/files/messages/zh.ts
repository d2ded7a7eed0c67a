/** About files, in Chinese. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const zh: CatalogueOf<typeof en> = {
  pick: '添加文件',
  camera: '拍照',
  drop: '将文件拖放到此处',
  list: '文件',
  remove: '移除{name}',
  stop: '停止发送{name}',
  retry: '重新发送{name}',
  there: '{name}已就绪',
  sending: '{percent} %',
  waiting: '等待发送',
  failed: '{name}未能送达。请重试或将其移除。',
  offline: '网络已断开：{name}无法发送。请在网络恢复后重试。',
  held: '有网络时一并发送',
  noRoom: '没有网络，本机也没有空间保存 {name}。请移除它，或在网络恢复后再发送。',
  empty: '{name}是空文件，未添加。',
  tooLarge: '{name}超过{most}，未添加。',
  tooMany: '一条消息最多可带 {n} 个文件：{name}未添加。',
  tooMuch: '所有文件合计超过{most}：{name}未添加。',
  wait: '文件仍在发送中…',
  missing: '部分文件未能送达。请重试或将其移除。',
  open: '查看{name}',
  previous: '上一张图片',
  next: '下一张图片',
  close: '关闭',
  download: '下载',
  position: '第 {n} 张，共 {all} 张',
  pictures: '图片：{name}'
};

export default zh;

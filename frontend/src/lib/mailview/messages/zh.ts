/** About letters as they were made, in Chinese. */
import type { CatalogueOf } from '#lib/i18n/catalogue.ts';
import type en from './en.ts';

const zh: CatalogueOf<typeof en> = {
  ways: '如何阅读这条消息',
  text: '文本',
  made: '原始样式',
  held: '未加载外部图片：否则发件人可能知道您何时何地阅读了这条消息。',
  show: '显示图片',
  all: '显示全部',
  less: '收起',
  frame: '{name} 的消息（原始样式）'
};

export default zh;

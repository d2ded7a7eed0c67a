/** Every source there is, in the order of their buttons. */
import { articles } from './articles.ts';
import { mentions } from './mentions.ts';
import type { Source } from './source.ts';
import { texts } from './texts.ts';

export const sources: readonly Source[] = [texts, articles, mentions];

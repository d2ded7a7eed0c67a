/** The names of what is counted. */
import type { QueueCounts } from '../api.ts';

export type QueueView = keyof QueueCounts;

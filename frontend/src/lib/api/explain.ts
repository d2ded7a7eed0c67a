/** A Problem as one sentence for people. */
import { t } from '#lib/i18n/index.svelte.ts';
import type { Problem } from './problem.ts';

/** What happened and what to do next. The API's own sentence wins where it knows more than its code says. */
export function explain(problem: Problem): string {
  switch (problem.code) {
    case 'offline':
      return t('error.offline');
    case 'waiting':
      return t('app.waits');
    case 'not-found':
      return t('error.notFound');
    case 'forbidden':
      return problem.detail || t('error.forbidden');
    case 'too-many':
      return t('error.tooMany');
    case 'too-large':
      return t('error.tooLarge');
    case 'unauthorized':
      return t('signIn.ended');
    case 'internal':
    case 'unavailable':
      return t('error.server');
    default:
      return problem.detail || t('error.server');
  }
}

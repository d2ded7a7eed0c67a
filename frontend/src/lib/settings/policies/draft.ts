/** A policy while it is being edited, and what of it is sent. Pure. */
import { freeId } from '#lib/settings/editing/lists.ts';
import type { Conditions, PolicyDraft, PolicyView, Rule } from '../types.ts';

/** Lists of conditions that are picked from or typed. */
export const LISTS = ['tenant', 'priority', 'type', 'channel', 'team', 'category', 'service'] as const;
export type ListName = (typeof LISTS)[number];

export function policyDraft(policy: Pick<PolicyView, 'name' | 'rules'>): PolicyDraft {
  return { name: policy.name, rules: structuredClone(policy.rules) };
}

export function newRule(calendar: string, taken: string[]): Rule {
  return { id: freeId('rule', taken), name: '', when: {}, calendar, targets: {}, warn_at: [75] };
}

/** What is sent: conditions that name nothing, and targets that are empty, are left out. */
export function rulesOf(rules: Rule[]): Rule[] {
  return rules.map((rule) => ({
    ...rule,
    when: conditionsOf(rule.when ?? {}),
    targets: Object.fromEntries(Object.entries(rule.targets).filter(([, target]) => target.trim() !== ''))
  }));
}

function conditionsOf(when: Conditions): Conditions {
  const kept: Conditions = {};
  for (const name of LISTS) {
    const values = (when[name] ?? []).map((value) => value.trim()).filter(Boolean);
    if (values.length) kept[name] = values;
  }
  if (typeof when.assigned === 'boolean') kept.assigned = when.assigned;
  if (typeof when.vip === 'boolean') kept.vip = when.vip;
  return kept;
}

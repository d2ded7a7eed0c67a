/** Decision trees while they are edited: adding, pointing, drawing in order. Pure. */
import type { TreeNode } from '../types.ts';
import type { TreeInput } from './types.ts';

export type Kind = TreeNode['is'];

/** A step as it is drawn: how deep, how it is numbered, whether it stands above already. */
export interface Drawn {
  node: TreeNode;
  depth: number;
  number: number;
  /** The choice that leads here; '' at the start. */
  by: string;
  again: boolean;
}

export function emptyNode(is: Kind, id: string): TreeNode {
  switch (is) {
    case 'question':
      return { is, id, texts: {}, choices: [] };
    case 'answer':
      return { is, id, texts: {} };
    case 'article':
      return { is, id, article: '' };
    case 'ticket':
      return { is, id, subjects: {}, texts: {} };
  }
}

export function freeId(tree: TreeInput): string {
  for (let n = 1; ; n += 1) if (!tree.nodes.some((node) => node.id === `step-${n}`)) return `step-${n}`;
}

/** Steps from the start, each under the choice that leads to it; what nothing leads to comes last. */
export function drawn(tree: TreeInput, language: string): { reached: Drawn[]; lost: TreeNode[] } {
  const byId = new Map(tree.nodes.map((node) => [node.id, node]));
  const numbers = new Map<string, number>();
  const reached: Drawn[] = [];
  const visit = (id: string, depth: number, by: string) => {
    const node = byId.get(id);
    if (!node) return;
    const known = numbers.get(id);
    if (known !== undefined) return void reached.push({ node, depth, number: known, by, again: true });
    const number = numbers.size + 1;
    numbers.set(id, number);
    reached.push({ node, depth, number, by, again: false });
    if (node.is === 'question')
      node.choices.forEach((choice) => visit(choice.to, depth + 1, said(choice.labels, language)));
  };
  visit(tree.start, 0, '');
  return { reached, lost: tree.nodes.filter((node) => !numbers.has(node.id)) };
}

/** Every step's number, as drawn; those that are not reached count on. */
export function numbered(tree: TreeInput): Map<string, number> {
  const { reached, lost } = drawn(tree, tree.language ?? '');
  const numbers = new Map(reached.filter((one) => !one.again).map((one) => [one.node.id, one.number]));
  lost.forEach((node) => numbers.set(node.id, numbers.size + 1));
  return numbers;
}

/** Gone, with every choice that led to it. */
export function without(tree: TreeInput, id: string): TreeInput {
  const nodes = tree.nodes
    .filter((node) => node.id !== id)
    .map((node) =>
      node.is === 'question' ? { ...node, choices: node.choices.filter((choice) => choice.to !== id) } : node
    );
  return { ...tree, nodes, start: tree.start === id ? (nodes[0]?.id ?? '') : tree.start };
}

/** The step a problem of the API is about: `nodes.queue.choices[1].to`. null: it is about the tree. */
export function nodeOfField(field: string | null): string | null {
  return /^nodes\.([^.[\]]+)/.exec(field ?? '')?.[1] ?? null;
}

export function said(texts: Readonly<Record<string, string>>, language: string): string {
  return texts[language] || (Object.values(texts)[0] ?? '');
}

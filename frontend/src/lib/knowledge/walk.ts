/** Walking a decision tree: where one is, how one came there, what was answered. Pure. */
import type { Tree, TreeNode } from './types.ts';

/** The nodes that were passed, and the choice taken at each (its place in the list). */
export type Path = readonly { node: string; choice: number }[];

/** The text in the first of the languages it is there in; else in any. */
export function inLanguage(texts: Readonly<Record<string, string>>, ...wanted: string[]): string {
  for (const language of wanted) {
    const text = texts[language];
    if (text) return text;
  }
  return Object.values(texts)[0] ?? '';
}

export function nodeOf(tree: Tree, id: string): TreeNode | null {
  return tree.nodes.find((node) => node.id === id) ?? null;
}

/** Where the path has led; null when the tree has nothing there. */
export function standing(tree: Tree, path: Path): TreeNode | null {
  const last = path.at(-1);
  if (!last) return nodeOf(tree, tree.start);
  const from = nodeOf(tree, last.node);
  const to = from?.is === 'question' ? from.choices[last.choice]?.to : undefined;
  return to === undefined ? null : nodeOf(tree, to);
}

/** Question and answer of every step, as one would tell somebody. */
export function told(tree: Tree, path: Path, language: string): { question: string; answer: string }[] {
  return path.flatMap(({ node, choice }) => {
    const at = nodeOf(tree, node);
    if (at?.is !== 'question') return [];
    const chosen = at.choices[choice];
    return [
      {
        question: inLanguage(at.texts, language, tree.language),
        answer: chosen ? inLanguage(chosen.labels, language, tree.language) : ''
      }
    ];
  });
}

/** What is written for somebody whose walk ends in a ticket. */
export function prefilled(
  tree: Tree,
  path: Path,
  end: Extract<TreeNode, { is: 'ticket' }>,
  language: string
): { subject: string; text: string } {
  const steps = told(tree, path, language).map(({ question, answer }) => `${question}\n→ ${answer}`);
  const opening = inLanguage(end.texts ?? {}, language, tree.language);
  return {
    subject: inLanguage(end.subjects, language, tree.language),
    text: [opening, ...steps].filter(Boolean).join('\n\n')
  };
}

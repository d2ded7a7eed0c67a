/** What several desks have, asked one by one. Pure. */

/** Of a desk that does not answer just now, what was known before: a list that comes and goes says what is not so. */
export async function ofDesks<T extends { desk: string }>(
  desks: readonly { id: string }[],
  ask: (desk: string) => Promise<T[]>,
  before: readonly T[]
): Promise<T[]> {
  const all = await Promise.all(
    desks.map(({ id }) => ask(id).catch(() => before.filter(({ desk }) => desk === id)))
  );
  return all.flat();
}
